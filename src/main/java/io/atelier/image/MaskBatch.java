package io.atelier.image;

import io.atelier.memory.Allocation;

/**
 * Masks of one size: float32 values [batch, height, width] in row-major order, 1 where masked (or
 * transparent). Not to be modified once it is shared.
 */
public record MaskBatch(int batch, int height, int width, float[] data) {
  public MaskBatch {
    if ((long) batch * height * width != data.length) {
      throw new IllegalArgumentException(
          "%d values do not fill [%d, %d, %d]".formatted(data.length, batch, height, width));
    }
  }

  /** Zeros. */
  public static MaskBatch zeros(int batch, int height, int width) {
    return new MaskBatch(batch, height, width, new float[Allocation.floats(batch, height, width)]);
  }

  @Override
  public String toString() {
    return "mask [%d, %d, %d]".formatted(batch, height, width);
  }
}
