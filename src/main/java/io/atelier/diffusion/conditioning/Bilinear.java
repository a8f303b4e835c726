package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;

/** Bilinear resizing of maps, sample points at pixel centres, without antialiasing. */
public final class Bilinear {
  private Bilinear() {}

  /** The maps [a, b, height, width] in another size. */
  public static FloatArray resize(FloatArray maps, int height, int width) {
    int fromHeight = maps.size(2);
    int fromWidth = maps.size(3);
    if (fromHeight == height && fromWidth == width) {
      return maps;
    }
    FloatArray out = FloatArray.zeros(maps.size(0), maps.size(1), height, width);
    for (int p = 0; p < maps.size(0) * maps.size(1); p++) {
      for (int y = 0; y < height; y++) {
        float sy = source(y, fromHeight, height);
        int y0 = (int) sy;
        int y1 = Math.min(y0 + 1, fromHeight - 1);
        for (int x = 0; x < width; x++) {
          float sx = source(x, fromWidth, width);
          int x0 = (int) sx;
          int x1 = Math.min(x0 + 1, fromWidth - 1);
          float top = mix(maps, p, y0, x0, x1, sx - x0);
          float bottom = mix(maps, p, y1, x0, x1, sx - x0);
          out.data()[(p * height + y) * width + x] = top * (1 - (sy - y0)) + bottom * (sy - y0);
        }
      }
    }
    return out;
  }

  private static float source(int target, int from, int to) {
    return Math.max(0, (target + 0.5f) * ((float) from / to) - 0.5f);
  }

  private static float mix(FloatArray maps, int p, int y, int x0, int x1, float weight) {
    int row = (p * maps.size(2) + y) * maps.size(3);
    return maps.data()[row + x0] * (1 - weight) + maps.data()[row + x1] * weight;
  }
}
