package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.FloatArrays;
import java.util.Arrays;

/** Vectors between those of two latents, in direction and in length. */
@AutoService(Node.class)
public final class LatentInterpolate implements Node {
  private static final Input<Double> RATIO =
      Input.floating("ratio").proposes(1.0).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      LatentPairs.definition("LatentInterpolate")
          .inputs(LatentPairs.SAMPLES1, LatentPairs.SAMPLES2, RATIO)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent first = inputs.get(LatentPairs.SAMPLES1);
    FloatArray samples = first.samples();
    FloatArray second = LatentSizes.like(samples, inputs.get(LatentPairs.SAMPLES2).samples());
    if (!Arrays.equals(samples.shape(), second.shape())) {
      throw FloatArrays.mismatch(samples, second);
    }
    return NodeOutput.of(first.withSamples(between(samples, second, inputs.get(RATIO))));
  }

  private static FloatArray between(FloatArray first, FloatArray second, double ratio) {
    float weight1 = (float) ratio;
    float weight2 = (float) (1 - ratio);
    float[] norms1 = norms(first);
    float[] norms2 = norms(second);
    FloatArray result = FloatArray.zeros(first.shape());
    float[] sum = result.data();
    for (int i = 0; i < sum.length; i++) {
      int n = normOf(first, i);
      sum[i] =
          quotient(first.data()[i], norms1[n]) * weight1
              + quotient(second.data()[i], norms2[n]) * weight2;
    }
    float[] norms = norms(result);
    for (int i = 0; i < sum.length; i++) {
      int n = normOf(first, i);
      sum[i] = quotient(sum[i], norms[n]) * (norms1[n] * weight1 + norms2[n] * weight2);
    }
    return result;
  }

  private static float quotient(float value, float norm) {
    return norm == 0 ? 0 : value / norm;
  }

  /** Lengths of the channel vectors, [batch, …]. */
  private static float[] norms(FloatArray array) {
    int inner = FloatArrays.inner(array, 1);
    int channels = array.size(1);
    double[] squares = new double[array.size(0) * inner];
    for (int i = 0; i < array.data().length; i++) {
      squares[i / (channels * inner) * inner + i % inner] +=
          (double) array.data()[i] * array.data()[i];
    }
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return norms;
  }

  /**
   * The norm that goes with a value. ComfyUI lines the norms' batch up with the values' channels,
   * so that only single latents, and batches of as many as there are channels, can be interpolated.
   */
  private static int normOf(FloatArray array, int index) {
    int inner = FloatArrays.inner(array, 1);
    if (array.size(0) == 1) {
      return index % inner;
    }
    if (array.size(0) != array.size(1)) {
      throw new NodeException(
          "RuntimeError",
          "cannot interpolate a batch of %d latents with %d channels"
              .formatted(array.size(0), array.size(1)));
    }
    return index / inner % array.size(1) * inner + index % inner;
  }
}
