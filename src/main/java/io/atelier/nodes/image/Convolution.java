package io.atelier.nodes.image;

import io.atelier.image.ImageBatch;
import io.atelier.node.NodeException;

/** Square kernels over pictures whose border is mirrored, its last pixels not repeated. */
final class Convolution {
  private Convolution() {}

  /**
   * A normalised Gaussian, row-major.
   *
   * @param sigma in radii, since the kernel spans −1 to 1
   */
  static float[] gaussian(int radius, double sigma) {
    int size = 2 * radius + 1;
    float[] kernel = new float[size * size];
    double sum = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double dx = (double) (x - radius) / radius;
        double dy = (double) (y - radius) / radius;
        double value = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        kernel[y * size + x] = (float) value;
        sum += value;
      }
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (kernel[i] / sum);
    }
    return kernel;
  }

  /**
   * Every channel of every picture convolved.
   *
   * @param clamped whether results are cut to 0 to 1
   * @throws NodeException when a side of the pictures is not longer than the radius
   */
  static ImageBatch apply(ImageBatch image, float[] kernel, int radius, boolean clamped) {
    require(image.width(), 4, 3, radius, image);
    require(image.height(), 6, 2, radius, image);
    int stride = image.width() * image.channels();
    int[] columns = mirrored(image.width(), radius, image.channels());
    int[] rows = mirrored(image.height(), radius, stride);
    ImageBatch result =
        ImageBatch.zeros(image.batch(), image.height(), image.width(), image.channels());
    float[] in = image.data();
    float[] out = result.data();
    int size = 2 * radius + 1;
    int to = 0;
    for (int item = 0; item < image.batch(); item++) {
      int start = item * image.itemLength();
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          for (int c = 0; c < image.channels(); c++) {
            float sum = 0;
            for (int ky = 0; ky < size; ky++) {
              int row = start + rows[y + ky] + c;
              for (int kx = 0; kx < size; kx++) {
                sum += in[row + columns[x + kx]] * kernel[ky * size + kx];
              }
            }
            out[to++] = clamped ? Math.min(Math.max(sum, 0f), 1f) : sum;
          }
        }
      }
    }
    return result;
  }

  private static void require(int side, int argument, int dimension, int radius, ImageBatch image) {
    if (radius >= side) {
      throw new NodeException(
          "RuntimeError",
          "Argument #%d: Padding size should be less than the corresponding input dimension, but got: padding (%d, %d) at dimension %d of input [%d, %d, %d, %d]"
              .formatted(
                  argument,
                  radius,
                  radius,
                  dimension,
                  image.batch(),
                  image.channels(),
                  image.height(),
                  image.width()));
    }
  }

  /** The offsets of positions −radius to size + radius − 1. */
  private static int[] mirrored(int size, int radius, int step) {
    int[] offsets = new int[size + 2 * radius];
    for (int i = 0; i < offsets.length; i++) {
      int position = Math.abs(i - radius);
      offsets[i] = (position < size ? position : 2 * (size - 1) - position) * step;
    }
    return offsets;
  }
}
