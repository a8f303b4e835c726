package io.atelier.image.codec;

/**
 * The pixels that one file may unfold to, all its frames together. Asked before memory is taken for
 * any of them, since a header of a few bytes can promise gigabytes.
 */
final class PixelBudget {
  /** More than this in one picture is refused by Pillow too. */
  private static final long MAX_PIXELS = 178_956_970;

  /** What a pixel costs while it becomes floats: encoded samples, RGBA bytes, three floats. */
  private static final long BYTES_PER_PIXEL = 24;

  private long left;

  PixelBudget() {
    this(Math.min(MAX_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL));
  }

  PixelBudget(long pixels) {
    this.left = pixels;
  }

  /**
   * Takes the pixels of one frame.
   *
   * @throws ImageFormatException when the size is not positive or the budget does not cover it
   */
  void take(long width, long height) throws ImageFormatException {
    if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new ImageFormatException("impossible image size %d × %d".formatted(width, height));
    }
    if (height > left / width) {
      throw new ImageFormatException(
          "image of %d × %d pixels exceeds the limit; it could be a decompression bomb"
              .formatted(width, height));
    }
    left -= width * height;
  }
}
