package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.vision.ClipVision;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** Pictures as features. */
@AutoService(Node.class)
public final class CLIPVisionEncode implements Node {
  private static final Input<ClipVision> CLIP_VISION = Sockets.clipVision("clip_vision");
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<String> CROP = Input.choice("crop", "center", "none");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CLIPVisionEncode")
          .module("nodes")
          .category("conditioning")
          .displayName("CLIP Vision Encode")
          .needsDevice()
          .inputs(CLIP_VISION, IMAGE, CROP)
          .outputs(Sockets.CLIP_VISION_OUTPUT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(CLIP_VISION)
            .encode(
                HostArrays.channelsFirst(inputs.get(IMAGE)), inputs.get(CROP).equals("center")));
  }
}
