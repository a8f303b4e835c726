package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * Keeps each pixel's vector of channels from growing longer by guidance than it is in the positive
 * prediction.
 *
 * @param strength factor of the result, 0 or more
 */
public record NormLimit(double strength) implements PostGuidanceRule {
  private static final double LEAST_NORM = 1e-8;

  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    double[] wanted = Items.channelNorms(step.positive());
    double[] own = Items.channelNorms(guided);
    FloatArray out = FloatArray.zeros(guided.shape());
    for (int i = 0; i < out.data().length; i++) {
      int pixel = Items.pixel(guided, guided.size(2) * guided.size(3), i);
      double factor = Math.min(1, wanted[pixel] / (own[pixel] + LEAST_NORM));
      out.data()[i] = (float) (guided.data()[i] * factor * strength);
    }
    return out;
  }
}
