package io.atelier.diffusion.sampler;

import io.atelier.tensor.Floats;

/** The direction of the probability flow: {@code (x − D)/σ}. */
final class Derivative {
  private Derivative() {}

  static Floats of(Floats x, Floats denoised, double sigma) {
    return Floats.combine(1 / sigma, x, -1 / sigma, denoised);
  }
}
