package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.node.NodeException;
import io.atelier.nodes.FloatArrays;
import java.util.Arrays;

/** Arithmetic on arrays of one shape, in float32. */
final class Arithmetic {
  /** One result from one value of each array. */
  @FunctionalInterface
  interface Operation {
    float apply(float a, float b);
  }

  private Arithmetic() {}

  /**
   * Combines two arrays; one of a single item goes with every item of the other.
   *
   * @throws NodeException when their shapes do not go together
   */
  static FloatArray combine(FloatArray first, FloatArray second, Operation operation) {
    int batch = Math.max(first.size(0), second.size(0));
    FloatArray a = first.size(0) == 1 ? FloatArrays.repeatToBatch(first, batch) : first;
    FloatArray b = second.size(0) == 1 ? FloatArrays.repeatToBatch(second, batch) : second;
    if (!Arrays.equals(a.shape(), b.shape())) {
      throw FloatArrays.mismatch(first, second);
    }
    float[] result = new float[a.data().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = operation.apply(a.data()[i], b.data()[i]);
    }
    return new FloatArray(a.shape(), result);
  }
}
