package io.atelier.image;

import io.atelier.memory.Allocation;
import java.util.Arrays;

/**
 * {@link ResizeMethod#LANCZOS} as Pillow computes it on 8-bit pixels, bit for bit: rows first, then
 * columns, each pass rounded to bytes, coefficients in fixed point. Pixels with alpha are resized
 * premultiplied.
 */
final class Lanczos {
  private static final int PRECISION = 22;
  private static final int HALF = 1 << (PRECISION - 1);
  private static final double LOBES = 3;

  private Lanczos() {}

  /** Resizes pictures of 1, 3 or 4 channels, values 0 to 1. */
  static float[] resize(Grid grid, int width, int height) {
    int channels = grid.inner();
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("height and width must be > 0");
    }
    if (channels != 1 && channels != 3 && channels != 4) {
      throw new IllegalArgumentException("Cannot handle " + channels + " channels");
    }
    int itemLength = grid.height() * grid.width() * channels;
    int newLength = Allocation.floats(width, height, channels);
    float[] out = new float[Allocation.floats(grid.outer(), newLength)];
    boolean unchanged = grid.width() == width && grid.height() == height;
    for (int item = 0; item < grid.outer(); item++) {
      byte[] pixels = Bytes8.fromFloats(grid.data(), item * itemLength, itemLength);
      if (!unchanged) {
        pixels = resize(pixels, grid.width(), grid.height(), channels, width, height);
      }
      Bytes8.toFloats(pixels, out, item * newLength);
    }
    return out;
  }

  private static byte[] resize(
      byte[] pixels, int oldWidth, int oldHeight, int channels, int width, int height) {
    if (channels == 4) {
      premultiply(pixels);
    }
    byte[] rows =
        width == oldWidth
            ? pixels
            : alongRows(pixels, oldHeight, oldWidth, channels, new Kernel(oldWidth, width));
    byte[] result =
        height == oldHeight
            ? rows
            : alongColumns(rows, width * channels, new Kernel(oldHeight, height));
    if (channels == 4) {
      divide(result);
    }
    return result;
  }

  private static byte[] alongRows(byte[] in, int height, int width, int channels, Kernel kernel) {
    byte[] out = new byte[height * kernel.size * channels];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < kernel.size; x++) {
        int first = (y * width + kernel.start[x]) * channels;
        int coefficients = x * kernel.taps;
        for (int c = 0; c < channels; c++) {
          int sum = HALF;
          int from = first + c;
          for (int k = 0; k < kernel.count[x]; k++) {
            sum += (in[from] & 255) * kernel.coefficient[coefficients + k];
            from += channels;
          }
          out[at++] = clip(sum);
        }
      }
    }
    return out;
  }

  private static byte[] alongColumns(byte[] in, int stride, Kernel kernel) {
    byte[] out = new byte[kernel.size * stride];
    int[] sums = new int[stride];
    for (int y = 0; y < kernel.size; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < kernel.count[y]; k++) {
        int coefficient = kernel.coefficient[y * kernel.taps + k];
        int from = (kernel.start[y] + k) * stride;
        for (int i = 0; i < stride; i++) {
          sums[i] += (in[from + i] & 255) * coefficient;
        }
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = clip(sums[i]);
      }
    }
    return out;
  }

  private static byte clip(int sum) {
    int value = sum >> PRECISION;
    return (byte) (value < 0 ? 0 : Math.min(value, 255));
  }

  private static void premultiply(byte[] rgba) {
    for (int i = 0; i < rgba.length; i += 4) {
      int alpha = rgba[i + 3] & 255;
      for (int c = i; c < i + 3; c++) {
        int product = (rgba[c] & 255) * alpha + 128;
        rgba[c] = (byte) (((product >> 8) + product) >> 8);
      }
    }
  }

  private static void divide(byte[] rgba) {
    for (int i = 0; i < rgba.length; i += 4) {
      int alpha = rgba[i + 3] & 255;
      if (alpha != 0 && alpha != 255) {
        for (int c = i; c < i + 3; c++) {
          rgba[c] = (byte) Math.min(255, 255 * (rgba[c] & 255) / alpha);
        }
      }
    }
  }

  /** The fixed-point coefficients of one axis: for each new sample a start, a count and weights. */
  private static final class Kernel {
    private final int size;
    private final int taps;
    private final int[] start;
    private final int[] count;
    private final int[] coefficient;

    Kernel(int in, int out) {
      double scale = (double) in / out;
      double stretch = Math.max(scale, 1);
      double support = LOBES * stretch;
      size = out;
      taps = (int) Math.ceil(support) * 2 + 1;
      start = new int[out];
      count = new int[out];
      coefficient = new int[Allocation.floats(out, taps)];
      double[] weights = new double[taps];
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * scale;
        start[i] = Math.max(0, (int) (centre - support + 0.5));
        count[i] = Math.min(in, (int) (centre + support + 0.5)) - start[i];
        double sum = 0;
        for (int k = 0; k < count[i]; k++) {
          weights[k] = weight((start[i] + k - centre + 0.5) * (1 / stretch));
          sum += weights[k];
        }
        for (int k = 0; k < count[i]; k++) {
          double fixed = weights[k] / sum * (1 << PRECISION);
          coefficient[i * taps + k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
        }
      }
    }

    private static double weight(double x) {
      return x < -LOBES || x >= LOBES ? 0 : sinc(x) * sinc(x / LOBES);
    }

    private static double sinc(double x) {
      if (x == 0) {
        return 1;
      }
      double angle = x * Math.PI;
      return Math.sin(angle) / angle;
    }
  }
}
