package io.atelier.image;

import io.atelier.memory.Allocation;

/** {@link ResizeMethod#AREA}: each new sample is the mean of the old ones that it touches. */
final class AreaMean {
  private AreaMean() {}

  static float[] resize(Grid grid, int width, int height) {
    int inner = grid.inner();
    int stride = grid.width() * inner;
    float[] in = grid.data();
    float[] out = new float[Allocation.floats(grid.outer(), height, width, inner)];
    int at = 0;
    for (int outer = 0; outer < grid.outer(); outer++) {
      int plane = outer * grid.height() * stride;
      for (int y = 0; y < height; y++) {
        int top = first(y, grid.height(), height);
        int bottom = first(y + 1, grid.height(), height, height - 1);
        for (int x = 0; x < width; x++) {
          int left = first(x, grid.width(), width);
          int right = first(x + 1, grid.width(), width, width - 1);
          for (int c = 0; c < inner; c++) {
            float sum = 0;
            for (int row = top; row < bottom; row++) {
              for (int column = left; column < right; column++) {
                sum += in[plane + row * stride + column * inner + c];
              }
            }
            out[at++] = sum / (bottom - top) / (right - left);
          }
        }
      }
    }
    return out;
  }

  private static int first(int position, int in, int out) {
    return first(position, in, out, 0);
  }

  /** The position times in / out, rounded down with slack 0 and up with slack out − 1. */
  private static int first(int position, int in, int out, int slack) {
    return (int) (((long) position * in + slack) / out);
  }
}
