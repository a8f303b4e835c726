package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.schedule.NoiseLevels;

/**
 * Frees a pixel the earlier, the greater its mask. See <a
 * href="https://arxiv.org/abs/2306.00950">Differential Diffusion</a>.
 *
 * @param strength how hard the border is, 0 for the mask as it is
 */
public record DifferentialMask(double strength) implements MaskRule {
  @Override
  public FloatArray at(FloatArray mask, double sigma, float[] sigmas, NoiseLevels levels) {
    double from = levels.timestep(sigmas[0]);
    double to = levels.timestep(Math.max(levels.sigmaMin(), sigmas[sigmas.length - 1]));
    float threshold = (float) ((levels.timestep(sigma) - to) / (from - to));
    FloatArray result = FloatArray.zeros(mask.shape());
    for (int i = 0; i < mask.data().length; i++) {
      double hard = mask.data()[i] >= threshold ? 1 : 0;
      result.data()[i] = (float) (strength * hard + (1 - strength) * mask.data()[i]);
    }
    return result;
  }
}
