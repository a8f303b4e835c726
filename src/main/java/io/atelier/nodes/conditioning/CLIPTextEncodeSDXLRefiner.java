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

/** A prompt for the refiner of Stable Diffusion XL, and what its model is told of the picture. */
@AutoService(Node.class)
public final class CLIPTextEncodeSDXLRefiner implements Node {
  private static final Input<Double> ASCORE =
      Input.floating("ascore").proposes(6.0).range(0.0, 1000.0).step(0.01);
  private static final Input<Long> WIDTH = Input.integer("width").proposes(1024).range(0, 16384);
  private static final Input<Long> HEIGHT = Input.integer("height").proposes(1024).range(0, 16384);
  private static final Input<String> TEXT =
      Input.text("text").multiline().with("dynamicPrompts", true);
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CLIPTextEncodeSDXLRefiner")
          .module("comfy_extras.nodes_clip_sdxl")
          .category("advanced/conditioning")
          .needsDevice()
          .inputs(ASCORE, WIDTH, HEIGHT, TEXT, CLIP)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int width = inputs.getInt(WIDTH);
    int height = inputs.getInt(HEIGHT);
    Conditioning.Size size =
        new Conditioning.Size(height, width, 0, 0, height, width, inputs.get(ASCORE));
    Conditioning.Entry entry = inputs.get(CLIP).encode(inputs.get(TEXT));
    return NodeOutput.of(Conditioning.of(entry.withSize(size)));
  }
}
