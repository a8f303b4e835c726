package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;

/** Numbers as cosines and sines of frequencies that fall from 1 to 1/10000. */
public final class SinusoidalEmbedding {
  private static final double LONGEST_PERIOD = 10000;

  private SinusoidalEmbedding() {}

  /** Embeddings [values, width]: first the cosines, then the sines. */
  public static FloatArray of(float[] values, int width) {
    int half = width / 2;
    FloatArray out = FloatArray.zeros(values.length, width);
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < half; k++) {
        float frequency = (float) Math.exp(-Math.log(LONGEST_PERIOD) * k / half);
        float angle = values[i] * frequency;
        out.data()[i * width + k] = (float) Math.cos(angle);
        out.data()[i * width + half + k] = (float) Math.sin(angle);
      }
    }
    return out;
  }
}
