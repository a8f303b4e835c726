package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.node.NodeException;
import io.atelier.nodes.FloatArrays;

/**
 * Resizing that turns between the vectors of neighbouring samples instead of averaging them: along
 * rows first, then along columns.
 */
final class Bislerp {
  private static final float NEARLY_PARALLEL = 1e-5f;

  private Bislerp() {}

  /**
   * Resizes the last two dimensions.
   *
   * @param samples [batch, channels, …, height, width]
   * @throws NodeException when a side is zero
   */
  static FloatArray resize(FloatArray samples, int width, int height) {
    if (samples.rank() < 4 || Math.min(width, height) < 1 || samples.data().length == 0) {
      throw new NodeException(
          "RuntimeError", "cannot resize " + samples + " to " + width + " by " + height);
    }
    return along(along(samples, samples.rank() - 1, width), samples.rank() - 2, height);
  }

  private static FloatArray along(FloatArray samples, int dimension, int length) {
    int[] shape = samples.shape().clone();
    int old = shape[dimension];
    shape[dimension] = length;
    FloatArray result = FloatArray.zeros(shape);
    int channels = samples.size(1);
    int inner = FloatArrays.inner(samples, dimension);
    int frames = FloatArrays.outer(samples, dimension) / (samples.size(0) * channels);
    Vectors vectors = new Vectors(channels, frames * old * inner, frames * length * inner);
    for (int d = 0; d < length; d++) {
      float first = ramp(d, old, length, 0);
      int i1 = (int) first;
      int i2 = (int) ramp(d, old, length, 1);
      float ratio = first - (float) Math.floor(first);
      for (int b = 0; b < samples.size(0); b++) {
        for (int f = 0; f < frames; f++) {
          for (int i = 0; i < inner; i++) {
            int from = b * channels * vectors.step() + f * old * inner + i;
            int to = b * channels * vectors.stepOut() + (f * length + d) * inner + i;
            vectors.slerp(
                samples.data(), from + i1 * inner, from + i2 * inner, ratio, result.data(), to);
          }
        }
      }
    }
    return result;
  }

  /** The ramp shift, shift + 1, …, held at its end, as straight lines resize it. */
  private static float ramp(int position, int old, int length, int shift) {
    float scale = (float) old / length;
    float source = Math.max(0, scale * (position + 0.5f) - 0.5f);
    int i0 = (int) source;
    int i1 = Math.min(i0 + 1, old - 1);
    float weight = source - i0;
    int v0 = Math.min(i0 + shift, old - 1);
    int v1 = Math.min(i1 + shift, old - 1);
    return (1 - weight) * v0 + weight * v1;
  }

  /** How a sample's channels lie in the arrays. */
  private record Vectors(int channels, int step, int stepOut) {
    void slerp(float[] in, int at1, int at2, float ratio, float[] out, int to) {
      double squares1 = 0;
      double squares2 = 0;
      for (int c = 0; c < channels; c++) {
        squares1 += (double) in[at1 + c * step] * in[at1 + c * step];
        squares2 += (double) in[at2 + c * step] * in[at2 + c * step];
      }
      float norm1 = (float) Math.sqrt(squares1);
      float norm2 = (float) Math.sqrt(squares2);
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += (double) unit(in[at1 + c * step], norm1) * unit(in[at2 + c * step], norm2);
      }
      float dot = (float) sum;
      double omega = Math.acos(dot);
      double sine = Math.sin(omega);
      float weight1 = (float) (Math.sin((1 - ratio) * omega) / sine);
      float weight2 = (float) (Math.sin(ratio * omega) / sine);
      float norm = norm1 * (1 - ratio) + norm2 * ratio;
      for (int c = 0; c < channels; c++) {
        float v1 = in[at1 + c * step];
        float v2 = in[at2 + c * step];
        float value = (weight1 * unit(v1, norm1) + weight2 * unit(v2, norm2)) * norm;
        if (dot > 1 - NEARLY_PARALLEL) {
          value = v1;
        } else if (dot < NEARLY_PARALLEL - 1) {
          value = v1 * (1 - ratio) + v2 * ratio;
        }
        out[to + c * stepOut] = value;
      }
    }

    private static float unit(float value, float norm) {
      return norm == 0 ? 0 : value / norm;
    }
  }
}
