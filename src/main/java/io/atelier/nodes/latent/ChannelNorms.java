package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.nodes.FloatArrays;

/** The lengths of the vectors that the channels of samples make up, [batch, 1, …]. */
final class ChannelNorms {
  private ChannelNorms() {}

  /** Each length plus a small number. */
  static float[] of(FloatArray samples, double more) {
    int inner = FloatArrays.inner(samples, 1);
    int channels = samples.size(1);
    double[] squares = new double[samples.size(0) * inner];
    for (int i = 0; i < samples.data().length; i++) {
      squares[index(i, channels, inner)] += (double) samples.data()[i] * samples.data()[i];
    }
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]) + (float) more;
    }
    return norms;
  }

  /** The samples divided by the numbers of their vectors. */
  static FloatArray divide(FloatArray samples, float[] norms) {
    int inner = FloatArrays.inner(samples, 1);
    int channels = samples.size(1);
    float[] result = new float[samples.data().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = samples.data()[i] / norms[index(i, channels, inner)];
    }
    return new FloatArray(samples.shape(), result);
  }

  /** The samples multiplied by the numbers of their vectors. */
  static FloatArray multiply(FloatArray samples, float[] norms) {
    int inner = FloatArrays.inner(samples, 1);
    int channels = samples.size(1);
    float[] result = new float[samples.data().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = samples.data()[i] * norms[index(i, channels, inner)];
    }
    return new FloatArray(samples.shape(), result);
  }

  private static int index(int sample, int channels, int inner) {
    return sample / (channels * inner) * inner + sample % inner;
  }
}
