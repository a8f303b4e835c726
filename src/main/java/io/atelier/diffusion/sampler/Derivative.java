package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * The direction of the probability flow: {@code (x − D)/σ}, each operation in float32 as in the
 * original: where σ is in the thousands, steps multiply the difference of the roundings.
 */
final class Derivative {
  private Derivative() {}

  static FloatArray of(FloatArray x, FloatArray denoised, double sigma) {
    FloatArray out = x.minus(denoised);
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] /= (float) sigma;
    }
    return out;
  }
}
