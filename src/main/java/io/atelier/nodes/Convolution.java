package io.atelier.nodes;

import io.atelier.array.FloatArray;
import io.atelier.image.ImageBatch;
import io.atelier.node.NodeException;

/**
 * Square kernels over pictures and latents whose border is mirrored, its last pixels not repeated.
 */
public final class Convolution {
  private Convolution() {}

  /**
   * A normalised Gaussian, row-major.
   *
   * @param sigma in radii, since the kernel spans −1 to 1
   */
  public static float[] gaussian(int radius, double sigma) {
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
   * {@link #gaussian} times a negative strength, its centre raised until the sum is 1.
   *
   * @param strength 0 for the picture as it is
   */
  public static float[] sharpening(int radius, double sigma, double strength) {
    float[] kernel = gaussian(radius, sigma);
    float factor = (float) (-10 * strength);
    float sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= factor;
      sum += kernel[i];
    }
    int centre = kernel.length / 2;
    kernel[centre] = kernel[centre] - sum + 1f;
    return kernel;
  }

  /**
   * Every channel of every picture convolved.
   *
   * @throws NodeException when a side of the pictures is not longer than the radius
   */
  public static ImageBatch apply(ImageBatch image, float[] kernel, int radius) {
    int batch = image.batch();
    int height = image.height();
    int width = image.width();
    int channels = image.channels();
    require(radius, batch, channels, height, width);
    float[] data = apply(image.data(), batch, height, width, channels, kernel, radius);
    return new ImageBatch(batch, height, width, channels, data);
  }

  /**
   * Every plane of arrays [batch, channels, height, width] convolved.
   *
   * @throws NodeException when the array has another rank, or a side is not longer than the radius
   */
  public static FloatArray apply(FloatArray planes, float[] kernel, int radius) {
    if (planes.rank() != 4) {
      throw new NodeException("RuntimeError", planes + " is not made of pictures");
    }
    int batch = planes.size(0);
    int channels = planes.size(1);
    int height = planes.size(2);
    int width = planes.size(3);
    require(radius, batch, channels, height, width);
    float[] data = apply(planes.data(), batch * channels, height, width, 1, kernel, radius);
    return new FloatArray(planes.shape(), data);
  }

  private static float[] apply(
      float[] in, int outer, int height, int width, int inner, float[] kernel, int radius) {
    int stride = width * inner;
    int[] columns = mirrored(width, radius, inner);
    int[] rows = mirrored(height, radius, stride);
    float[] out = new float[in.length];
    int size = 2 * radius + 1;
    int to = 0;
    for (int item = 0; item < outer; item++) {
      int start = item * height * stride;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < inner; c++) {
            float sum = 0;
            for (int ky = 0; ky < size; ky++) {
              int row = start + rows[y + ky] + c;
              for (int kx = 0; kx < size; kx++) {
                sum += in[row + columns[x + kx]] * kernel[ky * size + kx];
              }
            }
            out[to++] = sum;
          }
        }
      }
    }
    return out;
  }

  private static void require(int radius, int batch, int channels, int height, int width) {
    boolean wide = radius < width;
    if (!wide || radius >= height) {
      throw new NodeException(
          "RuntimeError",
          "Argument #%d: Padding size should be less than the corresponding input dimension, but got: padding (%d, %d) at dimension %d of input [%d, %d, %d, %d]"
              .formatted(
                  wide ? 6 : 4, radius, radius, wide ? 2 : 3, batch, channels, height, width));
    }
  }

  /** The offsets of positions −radius to size + radius − 1. */
  static int[] mirrored(int size, int radius, int step) {
    int[] offsets = new int[size + 2 * radius];
    for (int i = 0; i < offsets.length; i++) {
      int position = Math.abs(i - radius);
      offsets[i] = (position < size ? position : 2 * (size - 1) - position) * step;
    }
    return offsets;
  }
}
