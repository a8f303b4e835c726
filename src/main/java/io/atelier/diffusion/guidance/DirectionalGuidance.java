package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/**
 * Mahiro: where the guided prediction points away from the negative one, the scaled positive
 * prediction takes its place.
 */
public record DirectionalGuidance() implements PostGuidanceRule {
  private static final double LEAST_PRODUCT = 1e-8;

  @Override
  public FloatArray finish(GuidanceStep step, FloatArray guided) {
    FloatArray negative = step.negative();
    if (negative == null) {
      return guided;
    }
    FloatArray leap = step.positive().scaled(step.scale());
    FloatArray merged = FloatArray.combine(0.5, leap, 0.5, guided);
    double similarity = similarity(root(negative.scaled(step.scale())), root(merged));
    double share = 2 * (similarity + 1);
    return FloatArray.combine(share / 4, guided, (4 - share) / 4, leap);
  }

  /** Square roots of the sizes, with the signs. */
  private static FloatArray root(FloatArray x) {
    FloatArray out = FloatArray.zeros(x.shape());
    for (int i = 0; i < out.data().length; i++) {
      float value = x.data()[i];
      out.data()[i] = (float) Math.copySign(Math.sqrt(Math.abs(value)), value);
    }
    return out;
  }

  /** The mean over all pixels of the cosine between the vectors of channels. */
  private static double similarity(FloatArray a, FloatArray b) {
    int plane = a.size(2) * a.size(3);
    double[] lengths = Items.channelNorms(a);
    double[] others = Items.channelNorms(b);
    double[] products = new double[lengths.length];
    for (int i = 0; i < a.data().length; i++) {
      products[Items.pixel(a, plane, i)] += (double) a.data()[i] * b.data()[i];
    }
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      sum += products[i] / Math.max(LEAST_PRODUCT, lengths[i] * others[i]);
    }
    return sum / products.length;
  }
}
