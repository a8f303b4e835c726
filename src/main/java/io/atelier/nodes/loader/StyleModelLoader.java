package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.vision.StyleModel;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens a style adapter. */
@AutoService(Node.class)
public final class StyleModelLoader implements Node {
  private static final Input<String> STYLE_MODEL_NAME =
      Input.choice("style_model_name", ModelFiles.choices("style_models"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("StyleModelLoader")
          .module("nodes")
          .category("loaders")
          .displayName("Load Style Model")
          .inputs(STYLE_MODEL_NAME)
          .outputs(Sockets.STYLE_MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "style_models", inputs.get(STYLE_MODEL_NAME));
    return NodeOutput.of(StyleModel.open(context.service(ModelStore.class), file));
  }
}
