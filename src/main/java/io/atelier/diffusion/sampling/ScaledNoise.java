package io.atelier.diffusion.sampling;

import io.atelier.tensor.Floats;

/**
 * Epsilon scaling: divides the predicted noise, which sampling makes too large. See <a
 * href="https://arxiv.org/abs/2308.15321">Elucidating the Exposure Bias in Diffusion Models</a>.
 *
 * @param divisor of the noise, not 0; 1 for no change
 */
public record ScaledNoise(double divisor) implements ResultRule {
  @Override
  public Floats finish(GuidanceStep step, Floats guided) {
    return Floats.combine(1 - 1 / divisor, step.x(), 1 / divisor, guided);
  }
}
