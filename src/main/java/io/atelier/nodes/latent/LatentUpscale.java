package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A latent at another size in pixels. */
@AutoService(Node.class)
public final class LatentUpscale implements Node {
  private static final int SMALLEST = 64;
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Long> WIDTH = Sides.input("width", 512, 0, 8);
  private static final Input<Long> HEIGHT = Sides.input("height", 512, 0, 8);
  private static final Input<String> CROP = Input.choice("crop", "disabled", "center");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentUpscale")
          .module("nodes")
          .category("latent")
          .displayName("Upscale Latent")
          .inputs(SAMPLES, LatentSizes.UPSCALE_METHOD, WIDTH, HEIGHT, CROP)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    FloatArray samples = latent.samples();
    int width = inputs.getInt(WIDTH);
    int height = inputs.getInt(HEIGHT);
    if (width == 0 && height == 0) {
      return NodeOutput.of(latent);
    }
    if (width == 0) {
      height = Math.max(SMALLEST, height);
      width = proportional(samples.size(-1), samples.size(-2), height);
    } else if (height == 0) {
      width = Math.max(SMALLEST, width);
      height = proportional(samples.size(-2), samples.size(-1), width);
    }
    return NodeOutput.of(
        latent.withSamples(
            LatentSizes.resize(
                samples,
                Math.max(SMALLEST, width) / 8,
                Math.max(SMALLEST, height) / 8,
                inputs.get(LatentSizes.UPSCALE_METHOD),
                Crop.named(inputs.get(CROP)))));
  }

  private static int proportional(int side, int other, int newOther) {
    return (int) Math.rint((double) side * newOther / other);
  }
}
