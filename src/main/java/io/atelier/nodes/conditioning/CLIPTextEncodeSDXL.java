package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.Map;

/**
 * A prompt for each of the two text encoders of Stable Diffusion XL, and the sizes that its model
 * is told.
 */
@AutoService(Node.class)
public final class CLIPTextEncodeSDXL implements Node {
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Long> WIDTH = Input.integer("width").proposes(1024).range(0, 16384);
  private static final Input<Long> HEIGHT = Input.integer("height").proposes(1024).range(0, 16384);
  private static final Input<Long> CROP_W = Input.integer("crop_w").proposes(0).range(0, 16384);
  private static final Input<Long> CROP_H = Input.integer("crop_h").proposes(0).range(0, 16384);
  private static final Input<Long> TARGET_WIDTH =
      Input.integer("target_width").proposes(1024).range(0, 16384);
  private static final Input<Long> TARGET_HEIGHT =
      Input.integer("target_height").proposes(1024).range(0, 16384);
  private static final Input<String> TEXT_G =
      Input.text("text_g").multiline().with("dynamicPrompts", true);
  private static final Input<String> TEXT_L =
      Input.text("text_l").multiline().with("dynamicPrompts", true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CLIPTextEncodeSDXL")
          .module("comfy_extras.nodes_clip_sdxl")
          .category("advanced/conditioning")
          .needsDevice()
          .inputs(CLIP, WIDTH, HEIGHT, CROP_W, CROP_H, TARGET_WIDTH, TARGET_HEIGHT, TEXT_G, TEXT_L)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning.Entry entry =
        inputs.get(CLIP).encodeEach(Map.of("g", inputs.get(TEXT_G), "l", inputs.get(TEXT_L)));
    Conditioning.Size size =
        new Conditioning.Size(
            inputs.getInt(HEIGHT),
            inputs.getInt(WIDTH),
            inputs.getInt(CROP_H),
            inputs.getInt(CROP_W),
            inputs.getInt(TARGET_HEIGHT),
            inputs.getInt(TARGET_WIDTH),
            null);
    return NodeOutput.of(Conditioning.of(entry.withSize(size)));
  }
}
