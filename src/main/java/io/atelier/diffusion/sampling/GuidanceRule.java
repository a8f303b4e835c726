package io.atelier.diffusion.sampling;

import io.atelier.tensor.Floats;

/** How the guesses for what is wanted and what is not become one. Equal rules do the same. */
@FunctionalInterface
public interface GuidanceRule {
  /** Classifier-free guidance. See <a href="https://arxiv.org/abs/2207.12598">its paper</a>. */
  GuidanceRule CLASSIFIER_FREE =
      (x, sigma, positive, negative, scale) -> Floats.combine(scale, positive, 1 - scale, negative);

  /**
   * The guided guess.
   *
   * @param x the noisy latent of level {@code sigma}
   * @param scale 1 for the positive guess alone
   */
  Floats combine(Floats x, double sigma, Floats positive, Floats negative, double scale);
}
