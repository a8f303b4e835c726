package io.atelier.nodes.loader;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Opens two text encoders that read the same prompt side by side, in either order. */
@AutoService(Node.class)
public final class DualCLIPLoader implements Node {
  private static final Input<String> CLIP_NAME1 = TextEncoderFiles.name("clip_name1");
  private static final Input<String> CLIP_NAME2 = TextEncoderFiles.name("clip_name2");
  private static final Input<String> TYPE =
      Input.choice("type", "sdxl", "sd3", "flux", "hunyuan_video", "hidream", "hunyuan_image");

  private static final NodeDefinition DEFINITION =
      TextEncoderFiles.definition("DualCLIPLoader")
          .description("Opens the two text encoders of models that read each text with both.")
          .inputs(CLIP_NAME1, CLIP_NAME2, TYPE, TextEncoderFiles.DEVICE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    TextEncoderFiles.requireType(inputs.get(TYPE), "sdxl");
    ModelFile one = TextEncoderFiles.read(context, inputs.get(CLIP_NAME1));
    ModelFile two = TextEncoderFiles.read(context, inputs.get(CLIP_NAME2));
    return NodeOutput.of(
        ClipFiles.openDual(
            context.service(ModelStore.class), one, two, ModelFiles.embeddings(context)));
  }
}
