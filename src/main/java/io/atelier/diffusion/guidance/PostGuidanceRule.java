package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/** A change of the guided prediction. Equal rules do the same. */
@FunctionalInterface
public interface PostGuidanceRule {
  /**
   * The changed prediction.
   *
   * @param guided the prediction so far, of the latent's shape
   */
  FloatArray finish(GuidanceStep step, FloatArray guided);

  /** Whether it wants the negative prediction even where the scale of 1 does not. */
  default boolean needsNegative() {
    return false;
  }
}
