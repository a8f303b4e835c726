package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.guidance.GuidanceStep;
import io.atelier.diffusion.guidance.PostGuidanceRule;

/**
 * Epsilon scaling: divides the predicted noise, which sampling makes too large. See <a
 * href="https://arxiv.org/abs/2308.15321">Elucidating the Exposure Bias in Diffusion Models</a>.
 *
 * @param divisor of the noise, not 0; 1 for no change
 */
public record ScaledNoise(double divisor) implements PostGuidanceRule {
  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    FloatArray noise = step.x().minus(guided);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] /= (float) divisor;
    }
    return step.x().minus(noise);
  }
}
