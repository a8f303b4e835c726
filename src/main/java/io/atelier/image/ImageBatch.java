package io.atelier.image;

import io.atelier.memory.Allocation;

/**
 * Pictures of one size: float32 values [batch, height, width, channels] in row-major order, 3
 * channels (RGB) or 4 (RGBA), nominally 0 to 1. Not to be modified once it is shared.
 */
public record ImageBatch(int batch, int height, int width, int channels, float[] data) {
  public ImageBatch {
    if ((long) batch * height * width * channels != data.length) {
      throw new IllegalArgumentException(
          "%d values do not fill [%d, %d, %d, %d]"
              .formatted(data.length, batch, height, width, channels));
    }
  }

  /** Zeros. */
  public static ImageBatch zeros(int batch, int height, int width, int channels) {
    return new ImageBatch(
        batch,
        height,
        width,
        channels,
        new float[Allocation.floats(batch, height, width, channels)]);
  }

  /** The number of values of one picture. */
  public int itemLength() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return "image [%d, %d, %d, %d]".formatted(batch, height, width, channels);
  }
}
