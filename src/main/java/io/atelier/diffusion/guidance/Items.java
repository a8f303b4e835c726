package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;

/** Products and lengths of the items of a batch, each taken as one vector. */
final class Items {
  private Items() {}

  /** The inner product of an item of one with that of the other. */
  static double dot(FloatArray a, FloatArray b, int item) {
    int length = a.itemLength();
    double sum = 0;
    for (int i = item * length; i < (item + 1) * length; i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }

  static double norm(FloatArray a, int item) {
    return Math.sqrt(dot(a, a, item));
  }

  /** The standard deviation of an item's values as a sample: divided by one less than there are. */
  static float deviation(FloatArray a, int item) {
    int length = a.itemLength();
    double mean = 0;
    for (int i = item * length; i < (item + 1) * length; i++) {
      mean += a.data()[i];
    }
    mean /= length;
    double sum = 0;
    for (int i = item * length; i < (item + 1) * length; i++) {
      double difference = a.data()[i] - mean;
      sum += difference * difference;
    }
    return (float) Math.sqrt(sum / (length - 1));
  }

  /** The items, each times its factor. */
  static FloatArray scaled(FloatArray x, double[] factors) {
    FloatArray out = FloatArray.zeros(x.shape());
    for (int i = 0; i < out.data().length; i++) {
      out.data()[i] = (float) (factors[i / x.itemLength()] * x.data()[i]);
    }
    return out;
  }

  /** {@code a·x + b·y} with factors of each item. */
  static FloatArray combine(double[] a, FloatArray x, double[] b, FloatArray y) {
    FloatArray out = FloatArray.zeros(x.shape());
    for (int i = 0; i < out.data().length; i++) {
      int item = i / x.itemLength();
      out.data()[i] = (float) (a[item] * x.data()[i] + b[item] * y.data()[i]);
    }
    return out;
  }

  /** The lengths of the vectors of channels, [batch, 1, height, width]. */
  static double[] channelNorms(FloatArray x) {
    int plane = x.itemLength() / x.size(1);
    double[] norms = new double[x.size(0) * plane];
    for (int i = 0; i < x.data().length; i++) {
      norms[pixel(x, plane, i)] += (double) x.data()[i] * x.data()[i];
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(norms[i]);
    }
    return norms;
  }

  /** The place of a value's vector of channels among those of all items. */
  static int pixel(FloatArray x, int plane, int index) {
    return index / x.itemLength() * plane + index % plane;
  }
}
