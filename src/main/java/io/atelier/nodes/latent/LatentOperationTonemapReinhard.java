package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.FloatArrays;

/** Shortens the long vectors of a latent by Reinhard's curve. */
@AutoService(Node.class)
public final class LatentOperationTonemapReinhard implements Node {
  private static final double LEAST_NORM = 1e-10;
  private static final Input<Double> MULTIPLIER =
      Input.floating("multiplier").proposes(1.0).range(0.0, 100.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentOperationTonemapReinhard")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced/operations")
          .inputs(MULTIPLIER)
          .outputs(LatentOperation.TYPE)
          .experimental()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float multiplier = inputs.get(MULTIPLIER).floatValue();
    LatentOperation tonemap = samples -> tonemap(samples, multiplier);
    return NodeOutput.of(tonemap);
  }

  private static FloatArray tonemap(FloatArray samples, float multiplier) {
    if (samples.rank() < 4) {
      throw new NodeException("IndexError", samples + " has no height and width");
    }
    float[] norms = ChannelNorms.of(samples, LEAST_NORM);
    FloatArray directions = ChannelNorms.divide(samples, norms);
    int inner = FloatArrays.inner(samples, 3);
    int count = samples.size(2) * samples.size(3);
    for (int item = 0; item < samples.size(0); item++) {
      for (int i = 0; i < inner; i++) {
        curve(norms, item * count * inner + i, inner, count, multiplier);
      }
    }
    return ChannelNorms.multiply(directions, norms);
  }

  /** Reinhard's x / (x + 1), where 1 is the mean length and five deviations, times a factor. */
  private static void curve(float[] norms, int start, int step, int count, float multiplier) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += norms[start + i * step];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double off = norms[start + i * step] - mean;
      squares += off * off;
    }
    float deviation = (float) Math.sqrt(squares / (count - 1));
    float top = (deviation * 5f + (float) mean) * multiplier;
    for (int i = 0; i < count; i++) {
      float relative = norms[start + i * step] / top;
      norms[start + i * step] = relative / (relative + 1f) * top;
    }
  }
}
