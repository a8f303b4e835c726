package io.atelier.nodes;

import io.atelier.array.FloatArray;
import io.atelier.memory.Allocation;
import io.atelier.node.NodeException;

/**
 * Cuts and joins of arrays along one dimension, with the bounds of Python's slices: negative places
 * count from the end, and what lies outside is left out.
 */
public final class FloatArrays {
  private FloatArrays() {}

  /** The part from {@code start} to before {@code end} along a dimension. */
  public static FloatArray slice(FloatArray array, int dimension, long start, long end) {
    int at = place(array, dimension);
    int size = array.size(at);
    int from = bound(start, size);
    int length = Math.max(0, bound(end, size) - from);
    int[] shape = array.shape().clone();
    shape[at] = length;
    FloatArray result = FloatArray.zeros(shape);
    int inner = inner(array, at);
    int outer = outer(array, at);
    for (int o = 0; o < outer; o++) {
      System.arraycopy(
          array.data(),
          (o * size + from) * inner,
          result.data(),
          o * length * inner,
          length * inner);
    }
    return result;
  }

  /** The index that a slice's bound stands for, within the size. */
  public static int bound(long index, int size) {
    long fromStart = index < 0 ? index + size : index;
    return (int) Math.max(0, Math.min(size, fromStart));
  }

  /**
   * One array after another along a dimension.
   *
   * @throws NodeException when another dimension differs
   */
  public static FloatArray concat(FloatArray first, FloatArray second, int dimension) {
    int at = place(first, dimension);
    int[] shape = first.shape().clone();
    boolean fits = second.rank() == first.rank();
    for (int d = 0; fits && d < shape.length; d++) {
      fits = d == at || second.size(d) == shape[d];
    }
    if (!fits) {
      throw mismatch(first, second);
    }
    shape[at] += second.size(at);
    FloatArray result = FloatArray.zeros(shape);
    int length1 = first.size(at) * inner(first, at);
    int length2 = second.size(at) * inner(second, at);
    int outer = outer(first, at);
    for (int o = 0; o < outer; o++) {
      int to = o * (length1 + length2);
      System.arraycopy(first.data(), o * length1, result.data(), to, length1);
      System.arraycopy(second.data(), o * length2, result.data(), to + length1, length2);
    }
    return result;
  }

  /** The whole batch so many times. */
  public static FloatArray tile(FloatArray array, int times) {
    Allocation.floats(times, array.data().length);
    return repeatToBatch(array, array.size(0) * times);
  }

  /** The first items of the batch repeated over and over, {@code batch} in all. */
  public static FloatArray repeatToBatch(FloatArray array, int batch) {
    if (array.size(0) == batch) {
      return array;
    }
    int[] shape = array.shape().clone();
    shape[0] = batch;
    FloatArray result = FloatArray.zeros(shape);
    int item = inner(array, 0);
    for (int b = 0; b < batch; b++) {
      System.arraycopy(array.data(), b % array.size(0) * item, result.data(), b * item, item);
    }
    return result;
  }

  /** The product of the dimensions before this one. */
  public static int outer(FloatArray array, int dimension) {
    return product(array.shape(), 0, dimension);
  }

  /** The product of the dimensions after this one. */
  public static int inner(FloatArray array, int dimension) {
    return product(array.shape(), dimension + 1, array.rank());
  }

  private static int product(int[] shape, int from, int to) {
    int product = 1;
    for (int d = from; d < to; d++) {
      product *= shape[d];
    }
    return product;
  }

  private static int place(FloatArray array, int dimension) {
    int place = dimension < 0 ? array.rank() + dimension : dimension;
    if (place < 0 || place >= array.rank()) {
      throw new NodeException("IndexError", array + " has no dimension " + dimension);
    }
    return place;
  }

  /** The failure of arrays whose shapes do not go together. */
  public static NodeException mismatch(FloatArray first, FloatArray second) {
    return new NodeException("RuntimeError", first + " and " + second + " do not go together");
  }
}
