package io.atelier.nodes.loader;

import io.atelier.diffusion.text.ClipFiles;
import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Opens two text encoders that read the same prompt side by side, in either order. */
@AutoService(Node.class)
public final class DualCLIPLoader implements Node {
  private static final Input<String> CLIP_NAME1 =
      Input.choice("clip_name1", ModelFiles.choices("text_encoders"));
  private static final Input<String> CLIP_NAME2 =
      Input.choice("clip_name2", ModelFiles.choices("text_encoders"));
  private static final Input<String> TYPE =
      Input.choice("type", "sdxl", "sd3", "flux", "hunyuan_video", "hidream", "hunyuan_image");
  private static final Input<String> DEVICE =
      Input.choice("device", "default", "cpu").with("advanced", true).optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("DualCLIPLoader")
          .module("nodes")
          .category("advanced/loaders")
          .description("Opens the two text encoders of models that read each text with both.")
          .inputs(CLIP_NAME1, CLIP_NAME2, TYPE, DEVICE)
          .outputs(Sockets.CLIP)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    if (!inputs.get(TYPE).equals("sdxl")) {
      throw new NodeException(
          "ValueError",
          "text encoders of type '%s' are not known here".formatted(inputs.get(TYPE)));
    }
    ModelFile one = ModelFiles.read(context, "text_encoders", inputs.get(CLIP_NAME1));
    ModelFile two = ModelFiles.read(context, "text_encoders", inputs.get(CLIP_NAME2));
    return NodeOutput.of(
        ClipFiles.openDual(
            context.service(ModelStore.class), one, two, ModelFiles.embeddings(context)));
  }
}
