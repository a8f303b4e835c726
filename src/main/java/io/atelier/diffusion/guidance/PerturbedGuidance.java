package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.unet.PerturbedAttention;

/**
 * Guidance away from what the network makes of the positive conditioning when its deepest pixels do
 * not see each other. Takes one more evaluation each step. See <a
 * href="https://arxiv.org/abs/2403.17377">Self-Rectifying Diffusion Sampling with
 * Perturbed-Attention Guidance</a>.
 *
 * @param scale 0 for no change
 */
public record PerturbedGuidance(double scale) implements PostGuidanceRule {
  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    if (scale == 0) {
      return guided;
    }
    GuidanceStep.Sides sides = step.sides();
    FloatArray perturbed =
        sides.with(new PerturbedAttention()).denoised(step.x(), step.sigma(), sides.positive());
    return FloatArray.combine(1, guided, scale, step.positive(), -scale, perturbed);
  }
}
