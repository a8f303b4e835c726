package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import org.jspecify.annotations.Nullable;

/**
 * Adaptive projected guidance: the difference of the predictions is averaged over steps, held
 * short, and weakened along the positive prediction. See <a
 * href="https://arxiv.org/abs/2410.02416">Eliminating Oversaturation and Artifacts of High Guidance
 * Scales in Diffusion Models</a>, algorithm 1.
 *
 * @param eta how much of the part along the positive prediction stays; 1 for all
 * @param threshold the greatest length of the difference, or 0 for any
 * @param momentum factor of the earlier differences; the paper's are negative
 */
public record ProjectedGuidance(double eta, double threshold, double momentum)
    implements PreGuidanceRule {

  @Override
  public GuidanceStep adjust(GuidanceStep step) {
    return adjust(step, null);
  }

  @Override
  public PreGuidanceRule begin() {
    return momentum == 0 ? this : new Remembering();
  }

  private final class Remembering implements PreGuidanceRule {
    private @Nullable FloatArray average;

    @Override
    public GuidanceStep adjust(GuidanceStep step) {
      FloatArray negative = step.negative();
      if (negative == null) {
        return step;
      }
      FloatArray difference = step.positive().minus(negative);
      FloatArray before = average;
      average = before == null ? difference : difference.plus(momentum, before);
      return ProjectedGuidance.this.adjust(step, average);
    }
  }

  /**
   * The step with a positive prediction from which classifier-free guidance makes c + (scale −
   * 1)·d, d being the projected difference.
   */
  private GuidanceStep adjust(GuidanceStep step, @Nullable FloatArray averaged) {
    FloatArray negative = step.negative();
    if (negative == null || step.scale() == 0) {
      return step;
    }
    FloatArray positive = step.positive();
    FloatArray difference = positive.minus(negative);
    FloatArray update = projected(averaged == null ? difference : averaged, positive);
    double scale = step.scale();
    return step.withDenoised(
        FloatArray.combine(1, negative, 1 / scale, difference, (scale - 1) / scale, update),
        negative);
  }

  private FloatArray projected(FloatArray difference, FloatArray positive) {
    int batch = difference.size(0);
    double[] own = new double[batch];
    double[] along = new double[batch];
    for (int b = 0; b < batch; b++) {
      double norm = Items.norm(difference, b);
      own[b] = threshold > 0 && norm > threshold ? threshold / norm : 1;
      double square = Items.dot(positive, positive, b);
      double share = square == 0 ? 0 : Items.dot(difference, positive, b) / square;
      along[b] = (eta - 1) * own[b] * share;
    }
    return Items.combine(own, difference, along, positive);
  }
}
