package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens layers that tell a model which things are to be where. */
@AutoService(Node.class)
public final class GLIGENLoader implements Node {
  private static final Input<String> GLIGEN_NAME =
      Input.choice("gligen_name", ModelFiles.choices("gligen"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("GLIGENLoader")
          .module("nodes")
          .category("loaders")
          .inputs(GLIGEN_NAME)
          .outputs(Sockets.GLIGEN)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "gligen", inputs.get(GLIGEN_NAME));
    return NodeOutput.of(Gligen.open(context.service(ModelStore.class), file));
  }
}
