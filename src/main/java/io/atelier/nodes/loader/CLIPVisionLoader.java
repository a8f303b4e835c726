package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.vision.ClipVision;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens the visual half of CLIP. */
@AutoService(Node.class)
public final class CLIPVisionLoader implements Node {
  private static final Input<String> CLIP_NAME =
      Input.choice("clip_name", ModelFiles.choices("clip_vision"));

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CLIPVisionLoader")
          .module("nodes")
          .category("loaders")
          .displayName("Load CLIP Vision")
          .inputs(CLIP_NAME)
          .outputs(Sockets.CLIP_VISION)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ModelFile file = ModelFiles.read(context, "clip_vision", inputs.get(CLIP_NAME));
    return NodeOutput.of(ClipVision.open(context.service(ModelStore.class), file));
  }
}
