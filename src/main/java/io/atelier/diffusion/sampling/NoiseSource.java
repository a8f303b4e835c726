package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where initial noise comes from, as nodes exchange it.
 *
 * @param seed of the noise, unsigned
 * @param silent whether there is no noise at all
 */
public record NoiseSource(long seed, boolean silent) {
  public static NoiseSource ofSeed(long seed) {
    return new NoiseSource(seed, false);
  }

  /** No noise. */
  public static NoiseSource none() {
    return new NoiseSource(0, true);
  }

  /**
   * Noise of the shape.
   *
   * @param batchIndex which items of a greater batch these are; null for all of this one
   */
  public FloatArray noise(int[] shape, @Nullable List<Integer> batchIndex) {
    return silent ? FloatArray.zeros(shape) : LatentNoise.of(seed, shape, batchIndex);
  }
}
