package io.atelier.array;

import io.atelier.memory.Allocation;
import java.util.Arrays;
import java.util.List;

/**
 * Float32 values of any shape in the JVM's own memory, row-major: pictures, masks, latents, noise,
 * text features. Not to be modified once it is shared.
 */
public record FloatArray(int[] shape, float[] data) {
  public FloatArray {
    long length = 1;
    for (int side : shape) {
      length *= side;
    }
    if (length != data.length) {
      throw new IllegalArgumentException(
          data.length + " values do not fill " + Arrays.toString(shape));
    }
  }

  /** Zeros. */
  public static FloatArray zeros(int... shape) {
    return new FloatArray(
        shape.clone(), new float[Allocation.floats(Arrays.stream(shape).asLongStream().toArray())]);
  }

  public int rank() {
    return shape.length;
  }

  /** The length of a dimension; negative ones count from the last. */
  public int size(int dimension) {
    return shape[dimension < 0 ? shape.length + dimension : dimension];
  }

  /** The number of values of one element of the first dimension. */
  public int itemLength() {
    return shape[0] == 0 ? 0 : data.length / shape[0];
  }

  public boolean sameShape(FloatArray other) {
    return Arrays.equals(shape, other.shape);
  }

  /** The same values in another shape. */
  public FloatArray reshape(int... other) {
    return new FloatArray(other.clone(), data);
  }

  /** {@code a·x}. */
  public static FloatArray combine(double a, FloatArray x) {
    float[] out = new float[x.data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (a * x.data[i]);
    }
    return new FloatArray(x.shape, out);
  }

  /** {@code a·x + b·y}, rounded once. */
  public static FloatArray combine(double a, FloatArray x, double b, FloatArray y) {
    requireSame(x, y);
    float[] out = new float[x.data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (a * x.data[i] + b * y.data[i]);
    }
    return new FloatArray(x.shape, out);
  }

  /** {@code a·x + b·y + c·z}, rounded once. */
  public static FloatArray combine(
      double a, FloatArray x, double b, FloatArray y, double c, FloatArray z) {
    requireSame(x, y);
    requireSame(x, z);
    float[] out = new float[x.data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (a * x.data[i] + b * y.data[i] + c * z.data[i]);
    }
    return new FloatArray(x.shape, out);
  }

  public FloatArray scaled(double factor) {
    return combine(factor, this);
  }

  public FloatArray plus(FloatArray other) {
    return combine(1, this, 1, other);
  }

  public FloatArray minus(FloatArray other) {
    return combine(1, this, -1, other);
  }

  /** {@code this + factor·other} in float32: the product is rounded before it is added. */
  public FloatArray plus(double factor, FloatArray other) {
    requireSame(this, other);
    float[] out = new float[data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = data[i] + (float) factor * other.data[i];
    }
    return new FloatArray(shape, out);
  }

  /** Value by value. */
  public FloatArray times(FloatArray other) {
    requireSame(this, other);
    float[] out = new float[data.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = data[i] * other.data[i];
    }
    return new FloatArray(shape, out);
  }

  private static void requireSame(FloatArray x, FloatArray y) {
    if (!x.sameShape(y)) {
      throw new IllegalArgumentException(
          "shapes differ: " + Arrays.toString(x.shape) + " and " + Arrays.toString(y.shape));
    }
  }

  /** Whether every value is zero. */
  public boolean isZero() {
    for (float value : data) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** The elements {@code from} to before {@code to} of the first dimension. */
  public FloatArray items(int from, int to) {
    int[] part = shape.clone();
    part[0] = to - from;
    return new FloatArray(part, Arrays.copyOfRange(data, from * itemLength(), to * itemLength()));
  }

  /** A rectangle of the last two dimensions, height and width. */
  public FloatArray window(int top, int left, int height, int width) {
    int fullHeight = size(-2);
    int fullWidth = size(-1);
    if (top == 0 && left == 0 && height == fullHeight && width == fullWidth) {
      return this;
    }
    int[] part = shape.clone();
    part[part.length - 2] = height;
    part[part.length - 1] = width;
    FloatArray out = zeros(part);
    int planes = data.length / (fullHeight * fullWidth);
    for (int p = 0; p < planes; p++) {
      for (int y = 0; y < height; y++) {
        int from = (p * fullHeight + top + y) * fullWidth + left;
        System.arraycopy(data, from, out.data, (p * height + y) * width, width);
      }
    }
    return out;
  }

  /** Cut or repeated from the start until the first dimension has this length. */
  public FloatArray repeatToBatch(int batch) {
    if (shape[0] == batch) {
      return this;
    }
    int[] other = shape.clone();
    other[0] = batch;
    FloatArray out = zeros(other);
    int length = itemLength();
    for (int b = 0; b < batch; b++) {
      System.arraycopy(data, (b % shape[0]) * length, out.data, b * length, length);
    }
    return out;
  }

  /** Joined along the first dimension. */
  public static FloatArray stack(List<FloatArray> parts) {
    int[] shape = parts.get(0).shape.clone();
    shape[0] = parts.stream().mapToInt(part -> part.shape[0]).sum();
    FloatArray out = zeros(shape);
    int at = 0;
    for (FloatArray part : parts) {
      System.arraycopy(part.data, 0, out.data, at, part.data.length);
      at += part.data.length;
    }
    return out;
  }

  /** The channels of one after those of the other, item by item; all other sides are equal. */
  public static FloatArray joinChannels(FloatArray first, FloatArray second) {
    int[] shape = first.shape.clone();
    shape[1] += second.size(1);
    FloatArray out = zeros(shape);
    int a = first.itemLength();
    int b = second.itemLength();
    if (first.size(0) != second.size(0) || out.itemLength() != a + b) {
      throw new IllegalArgumentException(first + " and " + second + " do not go together");
    }
    for (int i = 0; i < shape[0]; i++) {
      System.arraycopy(first.data, i * a, out.data, i * (a + b), a);
      System.arraycopy(second.data, i * b, out.data, i * (a + b) + a, b);
    }
    return out;
  }

  @Override
  public String toString() {
    return "array " + Arrays.toString(shape);
  }
}
