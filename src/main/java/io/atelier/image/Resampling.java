package io.atelier.image;

import io.atelier.array.FloatArray;
import io.atelier.memory.Allocation;

/**
 * Changes of size, for pictures, masks and latents alike.
 *
 * <p>All methods measure between the centres of samples and none smooths before it shrinks, except
 * {@link ResizeMethod#AREA} and {@link ResizeMethod#LANCZOS}. Values are float32 throughout, in the
 * order in which LibTorch adds them: first along rows, then along columns.
 */
public final class Resampling {
  private Resampling() {}

  /**
   * Resizes the last two dimensions.
   *
   * @param samples [..., height, width]; every dimension before is a stack of planes
   * @param method any but {@link ResizeMethod#LANCZOS}
   * @throws IllegalArgumentException when a side is zero, except that {@link ResizeMethod#AREA}
   *     then gives no values
   */
  public static FloatArray resize(
      FloatArray samples, int width, int height, ResizeMethod method, Crop crop) {
    int oldHeight = samples.size(-2);
    int oldWidth = samples.size(-1);
    int planes = 1;
    for (int i = 0; i < samples.rank() - 2; i++) {
      planes *= samples.size(i);
    }
    int[] shape = samples.shape().clone();
    shape[shape.length - 2] = height;
    shape[shape.length - 1] = width;
    Grid grid = new Grid(samples.data(), planes, oldHeight, oldWidth, 1);
    return new FloatArray(shape, resize(grid.cropped(width, height, crop), width, height, method));
  }

  /** {@link #resize(FloatArray, int, int, ResizeMethod, Crop)} for pictures, with any method. */
  public static ImageBatch resize(
      ImageBatch images, int width, int height, ResizeMethod method, Crop crop) {
    int channels = images.channels();
    Grid grid =
        new Grid(images.data(), images.batch(), images.height(), images.width(), channels)
            .cropped(width, height, crop);
    float[] data =
        method == ResizeMethod.LANCZOS
            ? Lanczos.resize(grid, width, height)
            : resize(grid, width, height, method);
    return new ImageBatch(images.batch(), height, width, channels, data);
  }

  /** {@link #resize(FloatArray, int, int, ResizeMethod, Crop)} for masks. */
  public static MaskBatch resize(
      MaskBatch masks, int width, int height, ResizeMethod method, Crop crop) {
    Grid grid = new Grid(masks.data(), masks.batch(), masks.height(), masks.width(), 1);
    return new MaskBatch(
        masks.batch(),
        height,
        width,
        resize(grid.cropped(width, height, crop), width, height, method));
  }

  private static float[] resize(Grid grid, int width, int height, ResizeMethod method) {
    if (method == ResizeMethod.AREA) {
      return AreaMean.resize(grid, width, height);
    }
    if (grid.height() <= 0 || grid.width() <= 0 || height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "Input and output sizes should be greater than 0, but got input (H: %d, W: %d) output (H: %d, W: %d)"
              .formatted(grid.height(), grid.width(), height, width));
    }
    // What cannot be held in the end need not be begun.
    Allocation.floats(grid.outer(), height, width, grid.inner());
    Grid wide = alongRows(grid, Taps.of(method, grid.width(), width), width);
    return alongColumns(wide, Taps.of(method, grid.height(), height), height);
  }

  private static Grid alongRows(Grid grid, Taps taps, int width) {
    int inner = grid.inner();
    int rows = grid.outer() * grid.height();
    int stride = grid.width() * inner;
    float[] in = grid.data();
    float[] out = new float[Allocation.floats(rows, width, inner)];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < inner; c++) {
          out[at++] = weigh(in, row * stride + c, inner, taps, x);
        }
      }
    }
    return new Grid(out, grid.outer(), grid.height(), width, inner);
  }

  private static float weigh(float[] in, int start, int step, Taps taps, int position) {
    int count = taps.count();
    int[] index = taps.index();
    int first = position * count;
    if (count == 1) {
      return in[start + index[first] * step];
    }
    float[] weight = taps.weight();
    float sum = in[start + index[first] * step] * weight[first];
    for (int tap = first + 1; tap < first + count; tap++) {
      sum += in[start + index[tap] * step] * weight[tap];
    }
    return sum;
  }

  private static float[] alongColumns(Grid grid, Taps taps, int height) {
    int stride = grid.width() * grid.inner();
    int plane = grid.height() * stride;
    float[] in = grid.data();
    float[] out = new float[Allocation.floats(grid.outer(), height, stride)];
    int count = taps.count();
    for (int outer = 0; outer < grid.outer(); outer++) {
      for (int y = 0; y < height; y++) {
        int to = (outer * height + y) * stride;
        int from = outer * plane + taps.index()[y * count] * stride;
        if (count == 1) {
          System.arraycopy(in, from, out, to, stride);
          continue;
        }
        scale(in, from, taps.weight()[y * count], out, to, stride);
        for (int tap = 1; tap < count; tap++) {
          int other = outer * plane + taps.index()[y * count + tap] * stride;
          add(in, other, taps.weight()[y * count + tap], out, to, stride);
        }
      }
    }
    return out;
  }

  private static void scale(float[] in, int from, float weight, float[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = in[from + i] * weight;
    }
  }

  private static void add(float[] in, int from, float weight, float[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] += in[from + i] * weight;
    }
  }
}
