package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/** A change of the guided guess. Equal rules do the same. */
@FunctionalInterface
public interface ResultRule {
  /**
   * The changed guess.
   *
   * @param guided the guess so far, of the latent's shape
   */
  FloatArray finish(GuidanceStep step, FloatArray guided);

  /** Whether it wants the negative guess even where the scale of 1 does not. */
  default boolean needsNegative() {
    return false;
  }
}
