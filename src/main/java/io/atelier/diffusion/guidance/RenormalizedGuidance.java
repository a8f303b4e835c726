package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * Classifier-free guidance that is left out at high noise, and whose result is held to a multiple
 * of the positive prediction's length. See <a href="https://arxiv.org/abs/2503.21758">Lumina-Image
 * 2.0: A Unified and Efficient Image Generative Framework</a>, on CFG-Renorm and CFG-Trunc.
 *
 * @param truncation the level from which on upwards there is no guidance
 * @param limit the greatest length, in lengths of the positive prediction; 0 for any
 */
public record RenormalizedGuidance(double truncation, double limit) implements GuidanceRule {
  @Override
  public FloatArray combine(GuidanceStep step, FloatArray negative) {
    FloatArray guided = CLASSIFIER_FREE.combine(step, negative);
    return step.throughNoise(step.sigma() < truncation ? limited(step, guided) : step.positive());
  }

  @Override
  public FloatArray alone(GuidanceStep step) {
    FloatArray guided = step.positive();
    return step.throughNoise(step.sigma() < truncation ? limited(step, guided) : guided);
  }

  private FloatArray limited(GuidanceStep step, FloatArray guided) {
    if (limit <= 0) {
      return guided;
    }
    double[] factors = new double[guided.size(0)];
    for (int b = 0; b < factors.length; b++) {
      double greatest = Items.norm(step.positive(), b) * limit;
      double own = Items.norm(guided, b);
      factors[b] = own > greatest ? greatest / own : 1;
    }
    return Items.scaled(guided, factors);
  }
}
