package io.atelier.image;

import io.atelier.memory.Allocation;
import java.util.Arrays;

/** Float32 values of any shape in row-major order. Not to be modified once it is shared. */
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

  @Override
  public String toString() {
    return "array " + Arrays.toString(shape);
  }
}
