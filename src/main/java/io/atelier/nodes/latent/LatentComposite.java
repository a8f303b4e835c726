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
import java.util.Arrays;

/** A latent pasted into another, its inner borders blended. */
@AutoService(Node.class)
public final class LatentComposite implements Node {
  private static final Input<Latent> SAMPLES_TO = Sockets.latent("samples_to");
  private static final Input<Latent> SAMPLES_FROM = Sockets.latent("samples_from");
  private static final Input<Long> X = Sides.input("x", 0, 0, 8);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 8);
  private static final Input<Long> FEATHER = Sides.input("feather", 0, 0, 8);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentComposite")
          .module("nodes")
          .category("latent")
          .displayName("Latent Composite")
          .inputs(SAMPLES_TO, SAMPLES_FROM, X, Y, FEATHER)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent to = inputs.get(SAMPLES_TO);
    FloatArray samples = to.samples();
    int x = inputs.getInt(X) / 8;
    int y = inputs.getInt(Y) / 8;
    FloatArray from =
        FloatArrays.slice(
            FloatArrays.slice(
                inputs.get(SAMPLES_FROM).samples(), 2, 0, Math.max(0, samples.size(2) - y)),
            3,
            0,
            Math.max(0, samples.size(3) - x));
    int feather = inputs.getInt(FEATHER) / 8;
    float[] rows = weights(from.size(2), feather, y != 0, y + from.size(2) < samples.size(2));
    float[] columns = weights(from.size(3), feather, x != 0, x + from.size(3) < samples.size(3));
    return NodeOutput.of(to.withSamples(paste(samples, from, x, y, rows, columns)));
  }

  /** How much of the pasted latent shows, growing from the borders that lie inside the other. */
  private static float[] weights(int length, int feather, boolean atStart, boolean atEnd) {
    float[] weights = new float[length];
    Arrays.fill(weights, 1);
    for (int t = 0; t < feather; t++) {
      float rate = (float) (1.0 / feather * (t + 1));
      if (atStart && t < length) {
        weights[t] *= rate;
      }
      int last = FloatArrays.bound((long) length - 1 - t, length);
      if (atEnd && last < FloatArrays.bound((long) length - t, length)) {
        weights[last] *= rate;
      }
    }
    return weights;
  }

  private static FloatArray paste(
      FloatArray to, FloatArray from, int x, int y, float[] rows, float[] columns) {
    FloatArray source = from.size(0) == 1 ? FloatArrays.repeatToBatch(from, to.size(0)) : from;
    int inner = FloatArrays.inner(to, 3);
    if (source.size(0) != to.size(0)
        || source.size(1) != to.size(1)
        || FloatArrays.inner(source, 3) != inner) {
      throw FloatArrays.mismatch(to, from);
    }
    FloatArray result = new FloatArray(to.shape(), to.data().clone());
    int at = 0;
    for (int plane = 0; plane < FloatArrays.outer(to, 2); plane++) {
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < columns.length; column++) {
          float weight = rows[row] * columns[column];
          int target = ((plane * to.size(2) + y + row) * to.size(3) + x + column) * inner;
          for (int i = 0; i < inner; i++) {
            result.data()[target + i] =
                source.data()[at++] * weight + result.data()[target + i] * (1 - weight);
          }
        }
      }
    }
    return result;
  }
}
