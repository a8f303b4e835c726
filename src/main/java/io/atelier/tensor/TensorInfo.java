package io.atelier.tensor;

import java.util.Arrays;

/**
 * What a safetensors file says of one tensor.
 *
 * @param shape length of each dimension, outermost first; empty for a scalar
 * @param begin the first byte, counted from the start of the file
 * @param end the byte after the last
 */
public record TensorInfo(String name, Dtype dtype, long[] shape, long begin, long end) {
  /** The number of elements. */
  public long count() {
    return (end - begin) / dtype.bytes();
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape);
  }
}
