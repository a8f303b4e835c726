package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A part of a latent, placed in pixels. */
@AutoService(Node.class)
public final class LatentCrop implements Node {
  private static final int SMALLEST = 8;
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Long> WIDTH = Sides.input("width", 512, 64, 8);
  private static final Input<Long> HEIGHT = Sides.input("height", 512, 64, 8);
  private static final Input<Long> X = Sides.input("x", 0, 0, 8);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 8);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentCrop")
          .module("nodes")
          .category("latent/transform")
          .displayName("Crop Latent")
          .inputs(SAMPLES, WIDTH, HEIGHT, X, Y)
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
    long x = Math.min(inputs.get(X) / 8, samples.size(3) - SMALLEST);
    long y = Math.min(inputs.get(Y) / 8, samples.size(2) - SMALLEST);
    FloatArray rows = FloatArrays.slice(samples, 2, y, y + inputs.get(HEIGHT) / 8);
    return NodeOutput.of(
        latent.withSamples(FloatArrays.slice(rows, 3, x, x + inputs.get(WIDTH) / 8)));
  }
}
