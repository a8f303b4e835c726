package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Convolution;

/** Sharpens the directions of a latent's vectors, whose lengths stay. */
@AutoService(Node.class)
public final class LatentOperationSharpen implements Node {
  private static final double LEAST_NORM = 1e-6;
  private static final Input<Long> RADIUS =
      Input.integer("sharpen_radius").proposes(9).range(1, 31).step(1);
  private static final Input<Double> SIGMA =
      Input.floating("sigma").proposes(1.0).range(0.1, 10.0).step(0.1);
  private static final Input<Double> ALPHA =
      Input.floating("alpha").proposes(0.1).range(0.0, 5.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentOperationSharpen")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced/operations")
          .inputs(RADIUS, SIGMA, ALPHA)
          .outputs(LatentOperation.TYPE)
          .experimental()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int radius = inputs.getInt(RADIUS);
    float[] kernel = Convolution.sharpening(radius, inputs.get(SIGMA), inputs.get(ALPHA));
    LatentOperation sharpen = samples -> sharpen(samples, kernel, radius);
    return NodeOutput.of(sharpen);
  }

  private static FloatArray sharpen(FloatArray samples, float[] kernel, int radius) {
    float[] norms = ChannelNorms.of(samples, LEAST_NORM);
    FloatArray directions = ChannelNorms.divide(samples, norms);
    return ChannelNorms.multiply(Convolution.apply(directions, kernel, radius), norms);
  }
}
