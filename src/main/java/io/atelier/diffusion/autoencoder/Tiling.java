package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes a large map in overlapping tiles that fade into each other. */
public final class Tiling {
  private Tiling() {}

  /**
   * The average of three tilings: tall tiles, wide tiles and tiles as given.
   *
   * @param input [batch, channels, height, width]
   * @param up by how much the result's sides are longer than the input's
   * @param down by how much they are shorter; one of the two is 1
   * @throws IllegalArgumentException when tiles do not reach beyond the overlap
   */
  public static FloatArray averaged(
      FloatArray input,
      int tileWidth,
      int tileHeight,
      int overlap,
      int up,
      int down,
      UnaryOperator<FloatArray> compute) {
    FloatArray tall = blend(input, tileWidth / 2, tileHeight * 2, overlap, up, down, compute);
    FloatArray wide = blend(input, tileWidth * 2, tileHeight / 2, overlap, up, down, compute);
    FloatArray given = blend(input, tileWidth, tileHeight, overlap, up, down, compute);
    return FloatArray.combine(1, tall, 1, wide, 1, given).scaled(1 / 3.0);
  }

  /** One tiling. */
  public static FloatArray blend(
      FloatArray input,
      int tileWidth,
      int tileHeight,
      int overlap,
      int up,
      int down,
      UnaryOperator<FloatArray> compute) {
    if (Math.min(tileWidth, tileHeight) <= overlap) {
      throw new IllegalArgumentException(
          "tiles of %d×%d are too small for an overlap of %d"
              .formatted(tileWidth, tileHeight, overlap));
    }
    List<FloatArray> items = new ArrayList<>();
    for (int b = 0; b < input.size(0); b++) {
      items.add(
          blendItem(input.items(b, b + 1), tileWidth, tileHeight, overlap, up, down, compute));
    }
    return FloatArray.stack(items);
  }

  /** The number of square tiles of one item of a tiling. */
  public static int count(int height, int width, int tile, int overlap) {
    return positions(height, tile, overlap).size() * positions(width, tile, overlap).size();
  }

  private static FloatArray blendItem(
      FloatArray input,
      int tileWidth,
      int tileHeight,
      int overlap,
      int up,
      int down,
      UnaryOperator<FloatArray> compute) {
    int height = input.size(2);
    int width = input.size(3);
    if (height <= tileHeight && width <= tileWidth) {
      return compute.apply(input);
    }
    Blend blend = null;
    for (int y : positions(height, tileHeight, overlap)) {
      for (int x : positions(width, tileWidth, overlap)) {
        int tileH = Math.min(tileHeight, height - y);
        int tileW = Math.min(tileWidth, width - x);
        FloatArray tile = compute.apply(input.window(y, x, tileH, tileW));
        if (blend == null) {
          blend = new Blend(tile.size(1), scaled(height, up, down), scaled(width, up, down));
        }
        blend.add(tile, scaled(y, up, down), scaled(x, up, down), scaled(overlap, up, down));
      }
    }
    if (blend == null) {
      throw new IllegalArgumentException("nothing to compute");
    }
    return blend.result();
  }

  private static int scaled(int length, int up, int down) {
    return (int) Math.rint((double) length * up / down);
  }

  private static List<Integer> positions(int size, int tile, int overlap) {
    if (size <= tile) {
      return List.of(0);
    }
    List<Integer> positions = new ArrayList<>();
    for (int p = 0; p < size - overlap; p += tile - overlap) {
      positions.add(Math.max(0, Math.min(size - overlap, p)));
    }
    return positions;
  }

  /** A weighted sum of tiles. */
  private static final class Blend {
    private final FloatArray sum;
    private final float[] weights;

    Blend(int channels, int height, int width) {
      this.sum = FloatArray.zeros(1, channels, height, width);
      this.weights = new float[height * width];
    }

    void add(FloatArray tile, int top, int left, int feather) {
      int tileH = tile.size(2);
      int tileW = tile.size(3);
      int width = sum.size(3);
      int plane = sum.size(2) * width;
      float[] rows = ramp(tileH, feather);
      float[] columns = ramp(tileW, feather);
      for (int y = 0; y < tileH; y++) {
        for (int x = 0; x < tileW; x++) {
          float weight = rows[y] * columns[x];
          int at = (top + y) * width + left + x;
          weights[at] += weight;
          for (int c = 0; c < sum.size(1); c++) {
            sum.data()[c * plane + at] += tile.data()[(c * tileH + y) * tileW + x] * weight;
          }
        }
      }
    }

    /** Weights that rise from the ends over the feather. */
    private static float[] ramp(int length, int feather) {
      float[] ramp = new float[length];
      java.util.Arrays.fill(ramp, 1);
      if (feather < length) {
        for (int t = 0; t < feather; t++) {
          float factor = (t + 1) / (float) feather;
          ramp[t] *= factor;
          ramp[length - 1 - t] *= factor;
        }
      }
      return ramp;
    }

    FloatArray result() {
      for (int i = 0; i < sum.data().length; i++) {
        sum.data()[i] /= weights[i % weights.length];
      }
      return sum;
    }
  }
}
