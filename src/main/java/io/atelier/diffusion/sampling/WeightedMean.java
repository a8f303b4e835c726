package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import java.util.Arrays;

/** The mean of predictions for parts of a latent, each with a weight for every pixel. */
final class WeightedMean {
  /** The weight of what no prediction is for. */
  private static final float ALMOST_ZERO = 1e-37f;

  private final FloatArray sum;
  private final float[] total;
  private final int width;
  private final int plane;

  /**
   * A mean of predictions of this shape [batch, channels, height, width], with or without frames.
   */
  WeightedMean(int[] shape) {
    this.sum = FloatArray.zeros(shape);
    this.width = sum.size(-1);
    this.plane = sum.size(-2) * width;
    this.total = new float[sum.size(0) * plane];
    Arrays.fill(total, ALMOST_ZERO);
  }

  /**
   * Adds a prediction for a rectangle.
   *
   * @param weights [batch, 1, height, width] of the rectangle
   */
  void add(FloatArray denoised, LatentArea area, FloatArray weights) {
    int size = (int) area.size();
    int maps = sum.itemLength() / plane;
    for (int b = 0; b < sum.size(0); b++) {
      for (int y = 0; y < area.height(); y++) {
        for (int x = 0; x < area.width(); x++) {
          int at = (area.y() + y) * width + area.x() + x;
          int from = y * area.width() + x;
          float weight = weights.data()[b * size + from];
          total[b * plane + at] += weight;
          for (int map = b * maps; map < (b + 1) * maps; map++) {
            sum.data()[map * plane + at] += denoised.data()[map * size + from] * weight;
          }
        }
      }
    }
  }

  /** The mean; nothing is to be added afterwards. */
  FloatArray value() {
    for (int i = 0; i < sum.data().length; i++) {
      int item = i / sum.itemLength();
      sum.data()[i] /= total[item * plane + i % plane];
    }
    return sum;
  }
}
