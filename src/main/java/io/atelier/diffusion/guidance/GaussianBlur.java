package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/** A blur by 9 samples of the normal density each way; borders are mirrored. */
final class GaussianBlur {
  private static final int RADIUS = 4;

  private GaussianBlur() {}

  /**
   * The blurred values.
   *
   * @param x [batch, channels, height, width] with sides above {@value #RADIUS}
   * @param deviation in pixels; 0 for no blur
   */
  static FloatArray of(FloatArray x, double deviation) {
    if (deviation == 0) {
      return x;
    }
    double[] kernel = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double distance = (i - RADIUS) / deviation;
      kernel[i] = Math.exp(-distance * distance / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return along(along(x, kernel, x.size(3), 1), kernel, x.size(2), x.size(3));
  }

  /** The blur along the dimension of this length and distance between neighbours. */
  private static FloatArray along(FloatArray x, double[] kernel, int side, int stride) {
    FloatArray out = FloatArray.zeros(x.shape());
    for (int i = 0; i < out.data().length; i++) {
      int place = i / stride % side;
      double value = 0;
      for (int k = 0; k < kernel.length; k++) {
        int other = mirrored(place + k - RADIUS, side);
        value += kernel[k] * x.data()[i + (other - place) * stride];
      }
      out.data()[i] = (float) value;
    }
    return out;
  }

  private static int mirrored(int place, int side) {
    int positive = Math.abs(place);
    return positive < side ? positive : 2 * (side - 1) - positive;
  }
}
