package io.atelier.diffusion.sampling;

import io.atelier.tensor.Floats;

/**
 * Guidance that keeps the deviation of the positive guess, in the space of velocities. See <a
 * href="https://arxiv.org/abs/2305.08891">Common Diffusion Noise Schedules and Sample Steps are
 * Flawed</a>, section 3.4.
 *
 * @param multiplier how far the deviation is brought back, 0 to 1
 */
public record RescaledGuidance(double multiplier) implements GuidanceRule {
  @Override
  public Floats combine(GuidanceStep step, Floats negative) {
    Floats x = step.x();
    double sigma = step.sigma();
    double scale = step.scale();
    double variance = sigma * sigma + 1;
    double root = Math.sqrt(variance);
    Floats scaled = x.scaled(1 / variance);
    Floats wanted = velocity(scaled, step.positive(), root / sigma);
    Floats unwanted = velocity(scaled, negative, root / sigma);
    Floats guided = Floats.combine(scale, wanted, 1 - scale, unwanted);
    Floats picture = Floats.zeros(x.shape());
    int length = x.itemLength();
    for (int b = 0; b < x.size(0); b++) {
      double ratio = deviation(wanted, b * length, length) / deviation(guided, b * length, length);
      double factor = multiplier * ratio + 1 - multiplier;
      for (int i = b * length; i < (b + 1) * length; i++) {
        picture.data()[i] = (float) (scaled.data()[i] - guided.data()[i] * factor * sigma / root);
      }
    }
    return picture;
  }

  private static Floats velocity(Floats scaled, Floats picture, double factor) {
    return Floats.combine(factor, scaled, -factor, picture);
  }

  private static double deviation(Floats values, int from, int length) {
    double mean = 0;
    for (int i = from; i < from + length; i++) {
      mean += values.data()[i];
    }
    mean /= length;
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      double difference = values.data()[i] - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / (length - 1));
  }
}
