package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.node.NodeException;
import io.atelier.nodes.FloatArrays;

/**
 * Mirror images of latents over dimensions 2 and 3: height and width of pictures. For videos those
 * are time and height, which is what ComfyUI turns, too.
 */
final class LatentTurns {
  private LatentTurns() {}

  /** The array with one dimension in reverse. */
  static FloatArray flip(FloatArray array, int dimension) {
    check(array);
    FloatArray result = FloatArray.zeros(array.shape());
    int size = array.size(dimension);
    int inner = FloatArrays.inner(array, dimension);
    for (int row = 0; row < FloatArrays.outer(array, dimension) * size; row++) {
      int mirrored = row / size * size + size - 1 - row % size;
      System.arraycopy(array.data(), row * inner, result.data(), mirrored * inner, inner);
    }
    return result;
  }

  /** The array with dimensions 2 and 3 exchanged. */
  static FloatArray transpose(FloatArray array) {
    check(array);
    int[] shape = array.shape().clone();
    int height = shape[2];
    int width = shape[3];
    shape[2] = width;
    shape[3] = height;
    FloatArray result = FloatArray.zeros(shape);
    int inner = FloatArrays.inner(array, 3);
    for (int plane = 0; plane < FloatArrays.outer(array, 2); plane++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          System.arraycopy(
              array.data(),
              ((plane * height + y) * width + x) * inner,
              result.data(),
              ((plane * width + x) * height + y) * inner,
              inner);
        }
      }
    }
    return result;
  }

  private static void check(FloatArray array) {
    if (array.rank() < 4) {
      throw new NodeException("IndexError", array + " has no height and width");
    }
  }
}
