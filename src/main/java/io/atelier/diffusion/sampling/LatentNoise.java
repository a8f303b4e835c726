package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.tensor.NormalNoise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The noise that sampling starts from. */
public final class LatentNoise {
  private LatentNoise() {}

  /**
   * Noise of the shape from a seed.
   *
   * @param batchIndex which items of a greater batch these are; null for all of this one
   */
  public static FloatArray of(long seed, int[] shape, @Nullable List<Integer> batchIndex) {
    try (NormalNoise stream = new NormalNoise(seed)) {
      return from(stream, shape, batchIndex);
    }
  }

  static FloatArray from(NormalNoise stream, int[] shape, @Nullable List<Integer> batchIndex) {
    if (batchIndex == null || batchIndex.isEmpty()) {
      return stream.next(shape);
    }
    int[] single = shape.clone();
    single[0] = 1;
    Map<Integer, FloatArray> drawn = new HashMap<>();
    int last = Collections.max(batchIndex);
    for (int i = 0; i <= last; i++) {
      FloatArray item = stream.next(single);
      if (batchIndex.contains(i)) {
        drawn.put(i, item);
      }
    }
    List<FloatArray> items = new ArrayList<>();
    for (int index : batchIndex) {
      FloatArray item = drawn.get(index);
      if (item == null) {
        throw new IllegalArgumentException("a batch index is negative: " + index);
      }
      items.add(item);
    }
    return FloatArray.stack(items);
  }
}
