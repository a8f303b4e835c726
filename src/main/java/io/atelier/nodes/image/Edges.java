package io.atelier.nodes.image;

import io.atelier.image.ImageBatch;
import io.atelier.node.NodeException;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast the brightness of a picture changes at each pixel, and in which direction most. */
final class Edges {
  /** The Gaussian of deviation 1 over five pixels. */
  private static final float[] BLUR = blur();

  private static final int RADIUS = 2;
  private static final float LEAST = 1e-6f;

  /** The eight neighbours, clockwise from the right. */
  private static final int[] DX = {1, 1, 0, -1, -1, -1, 0, 1};

  private static final int[] DY = {0, 1, 1, 1, 0, -1, -1, -1};

  private final int width;
  private final int height;
  private final float[] magnitude;
  private final byte[] direction;

  private Edges(int width, int height, float[] grey) {
    this.width = width;
    this.height = height;
    this.magnitude = new float[grey.length];
    this.direction = new byte[grey.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        measure(grey, x, y);
      }
    }
  }

  private static float[] blur() {
    float[] kernel = new float[2 * RADIUS + 1];
    float sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) Math.exp(-(i - RADIUS) * (i - RADIUS) / 2f);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /**
   * Those of one RGB picture of a batch, smoothed a little.
   *
   * @throws NodeException when a side is shorter than three pixels
   */
  static Edges of(ImageBatch image, int item) {
    int width = image.width();
    int height = image.height();
    if (width <= RADIUS || height <= RADIUS) {
      throw new NodeException(
          "RuntimeError",
          "Padding size should be less than the corresponding input dimension, but got: padding (%d, %d) of input [1, 1, %d, %d]"
              .formatted(RADIUS, RADIUS, height, width));
    }
    float[] grey = new float[width * height];
    int from = item * image.itemLength();
    for (int i = 0; i < grey.length; i++) {
      grey[i] =
          0.299f * image.data()[from]
              + 0.587f * image.data()[from + 1]
              + 0.114f * image.data()[from + 2];
      from += 3;
    }
    float[] rows = smooth(grey, width, height, 1, width);
    return new Edges(width, height, smooth(rows, height, width, width, 1));
  }

  private static float[] smooth(float[] in, int length, int lines, int step, int lineStep) {
    float[] out = new float[in.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        float sum = 0;
        for (int k = 0; k < BLUR.length; k++) {
          int at = Math.abs(i + k - RADIUS);
          at = at < length ? at : 2 * (length - 1) - at;
          sum += in[line * lineStep + at * step] * BLUR[k];
        }
        out[line * lineStep + i * step] = sum;
      }
    }
    return out;
  }

  private void measure(float[] grey, int x, int y) {
    int left = Math.max(0, x - 1);
    int right = Math.min(width - 1, x + 1);
    int above = Math.max(0, y - 1) * width;
    int here = y * width;
    int below = Math.min(height - 1, y + 1) * width;
    float gx =
        -grey[above + left]
            + grey[above + right]
            - 2 * grey[here + left]
            + 2 * grey[here + right]
            - grey[below + left]
            + grey[below + right];
    float gy =
        -grey[above + left]
            - 2 * grey[above + x]
            - grey[above + right]
            + grey[below + left]
            + 2 * grey[below + x]
            + grey[below + right];
    magnitude[here + x] = (float) Math.sqrt(gx * gx + gy * gy + LEAST);
    float angle = (float) Math.atan2(gy, gx);
    direction[here + x] = (byte) (Math.rint(angle * 4 / Math.PI) + 8);
  }

  /** Whether a pixel stands out between its neighbours along its direction. */
  private boolean isRidge(int x, int y) {
    int i = y * width + x;
    return magnitude[i] > neighbour(x, y, direction[i] & 7)
        && magnitude[i] > neighbour(x, y, (direction[i] + 4) & 7);
  }

  private float neighbour(int x, int y, int k) {
    int nx = x + DX[k];
    int ny = y + DY[k];
    return nx < 0 || ny < 0 || nx >= width || ny >= height ? 0 : magnitude[ny * width + nx];
  }

  /** The ridges above the high threshold, and those above the low one that lead to them. */
  boolean[] trace(float low, float high) {
    boolean[] weak = new boolean[magnitude.length];
    boolean[] edge = new boolean[magnitude.length];
    Deque<Integer> toFollow = new ArrayDeque<>();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        boolean ridge = isRidge(x, y);
        boolean aboveLow = ridge && magnitude[i] > low;
        boolean aboveHigh = ridge && magnitude[i] > high;
        edge[i] = aboveLow && aboveHigh;
        weak[i] = aboveLow != aboveHigh;
        if (edge[i]) {
          toFollow.add(i);
        }
      }
    }
    while (!toFollow.isEmpty()) {
      int i = toFollow.remove();
      for (int k = 0; k < DX.length; k++) {
        int x = i % width + DX[k];
        int y = i / width + DY[k];
        if (x >= 0 && y >= 0 && x < width && y < height && weak[y * width + x]) {
          weak[y * width + x] = false;
          edge[y * width + x] = true;
          toFollow.add(y * width + x);
        }
      }
    }
    return edge;
  }
}
