package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import java.util.List;

/**
 * Guidance away from the part of the negative conditioning that is perpendicular to the positive.
 * See <a href="https://arxiv.org/abs/2304.04968">Re-imagine the Negative Prompt Algorithm</a>.
 *
 * @param empty the conditioning of an empty text
 * @param strength of the perpendicular part
 */
public record PerpendicularNegative(Conditioning empty, double strength) implements GuidanceRule {
  @Override
  public FloatArray combine(GuidanceStep step, FloatArray negative) {
    GuidanceStep.Sides sides = step.sides();
    FloatArray base = sides.denoised(step.x(), step.sigma(), sides.extra());
    return step.throughNoise(guided(base, step.positive(), negative, step.scale(), strength));
  }

  @Override
  public List<Conditioning> conditionings() {
    return List.of(empty);
  }

  @Override
  public boolean needsNegative() {
    return true;
  }

  /**
   * The guided prediction by the predictions for an empty text, for what is wanted and for what is
   * not.
   */
  public static FloatArray guided(
      FloatArray base, FloatArray positive, FloatArray negative, double scale, double strength) {
    FloatArray toward = positive.minus(base);
    FloatArray away = negative.minus(base);
    double square = dot(toward, toward);
    double along = square == 0 ? 0 : dot(away, toward) / square;
    FloatArray perpendicular = away.plus(-along, toward);
    return FloatArray.combine(1, base, scale, toward, -scale * strength, perpendicular);
  }

  private static double dot(FloatArray a, FloatArray b) {
    double sum = 0;
    for (int i = 0; i < a.size(0); i++) {
      sum += Items.dot(a, b, i);
    }
    return sum;
  }
}
