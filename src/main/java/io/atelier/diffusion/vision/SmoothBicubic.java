package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;

/**
 * Bicubic resizing, a = −0.5, that smooths where it shrinks: the kernel is as much wider as the
 * picture becomes smaller. See <a href="https://doi.org/10.1109/TASSP.1981.1163711">Cubic
 * Convolution Interpolation for Digital Image Processing</a>.
 */
final class SmoothBicubic {
  private static final double A = -0.5;
  private static final double RADIUS = 2;

  private SmoothBicubic() {}

  /** Which samples make up each new one: the first, and the weights of it and those after it. */
  private record Taps(int[] first, float[][] weights) {
    static Taps of(int from, int to) {
      double scale = (double) from / to;
      double stretch = Math.max(1, scale);
      int[] first = new int[to];
      float[][] weights = new float[to][];
      for (int i = 0; i < to; i++) {
        double centre = scale * (i + 0.5);
        int start = Math.max(0, (int) (centre - RADIUS * stretch + 0.5));
        int end = Math.min(from, (int) (centre + RADIUS * stretch + 0.5));
        first[i] = start;
        weights[i] = normalised(start, end, centre, stretch);
      }
      return new Taps(first, weights);
    }

    private static float[] normalised(int start, int end, double centre, double stretch) {
      double[] raw = new double[end - start];
      double sum = 0;
      for (int j = 0; j < raw.length; j++) {
        raw[j] = kernel((start + j - centre + 0.5) / stretch);
        sum += raw[j];
      }
      float[] weights = new float[raw.length];
      for (int j = 0; j < raw.length; j++) {
        weights[j] = (float) (raw[j] / sum);
      }
      return weights;
    }
  }

  private static double kernel(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < RADIUS ? A * (((x - 5) * x + 8) * x - 4) : 0;
  }

  /** Maps [batch, channels, height, width] in another size. */
  static FloatArray resize(FloatArray maps, int height, int width) {
    FloatArray wide = alongRows(maps, Taps.of(maps.size(3), width), width);
    return alongColumns(wide, Taps.of(maps.size(2), height), height);
  }

  private static FloatArray alongRows(FloatArray maps, Taps taps, int width) {
    FloatArray out = FloatArray.zeros(maps.size(0), maps.size(1), maps.size(2), width);
    for (int row = 0; row < out.data().length / width; row++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        int from = row * maps.size(3) + taps.first()[x];
        for (float weight : taps.weights()[x]) {
          sum += weight * maps.data()[from++];
        }
        out.data()[row * width + x] = sum;
      }
    }
    return out;
  }

  private static FloatArray alongColumns(FloatArray maps, Taps taps, int height) {
    int width = maps.size(3);
    FloatArray out = FloatArray.zeros(maps.size(0), maps.size(1), height, width);
    for (int plane = 0; plane < maps.size(0) * maps.size(1); plane++) {
      for (int y = 0; y < height; y++) {
        int to = (plane * height + y) * width;
        int from = (plane * maps.size(2) + taps.first()[y]) * width;
        for (float weight : taps.weights()[y]) {
          for (int x = 0; x < width; x++) {
            out.data()[to + x] += weight * maps.data()[from + x];
          }
          from += width;
        }
      }
    }
    return out;
  }
}
