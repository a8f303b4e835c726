package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import java.util.List;

/** How the predictions for what is wanted and what is not become one. Equal rules do the same. */
@FunctionalInterface
public interface GuidanceRule {
  /** Classifier-free guidance. See <a href="https://arxiv.org/abs/2207.12598">its paper</a>. */
  GuidanceRule CLASSIFIER_FREE =
      (step, negative) ->
          FloatArray.combine(step.scale(), step.positive(), 1 - step.scale(), negative);

  /** The guided prediction. */
  FloatArray combine(GuidanceStep step, FloatArray negative);

  /** The prediction where there is no negative one. */
  default FloatArray alone(GuidanceStep step) {
    return step.positive();
  }

  /** Conditionings that it compares beside the guider's. */
  default List<Conditioning> conditionings() {
    return List.of();
  }

  /** Whether it wants the negative prediction even where the scale is 1. */
  default boolean needsNegative() {
    return false;
  }
}
