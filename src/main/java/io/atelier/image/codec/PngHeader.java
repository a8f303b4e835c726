package io.atelier.image.codec;

import java.nio.ByteBuffer;

/** The fixed facts of a PNG file (IHDR) and what follows from them. */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGBA = 6;

  static PngHeader parse(ByteBuffer data) throws ImageFormatException {
    if (data.remaining() < 13) {
      throw new ImageFormatException("PNG header is cut off");
    }
    int start = data.position();
    PngHeader header =
        new PngHeader(
            data.getInt(start),
            data.getInt(start + 4),
            data.get(start + 8),
            data.get(start + 9),
            data.get(start + 12) != 0);
    if (!header.known()) {
      throw new ImageFormatException(
          "PNG of depth %d and colour type %d".formatted(header.depth, header.colourType));
    }
    return header;
  }

  private boolean known() {
    boolean whole = depth == 8 || depth == 16;
    boolean packed = depth == 1 || depth == 2 || depth == 4;
    return switch (colourType) {
      case GREY -> whole || packed;
      case PALETTE -> depth == 8 || packed;
      case RGB, GREY_ALPHA, RGBA -> whole;
      default -> false;
    };
  }

  int channels() {
    return switch (colourType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGBA -> 4;
      default -> 1;
    };
  }

  boolean hasAlphaChannel() {
    return colourType == GREY_ALPHA || colourType == RGBA;
  }

  /** Bytes of a row of so many pixels, its filter byte aside. */
  int stride(int pixels) {
    return (int) (((long) pixels * channels() * depth + 7) / 8);
  }

  /** Bytes from a sample to that of the pixel before. */
  int filterStep() {
    return Math.max(1, channels() * depth / 8);
  }

  /** The header of a frame with this file's kind of pixels. */
  PngHeader sized(int frameWidth, int frameHeight) {
    return new PngHeader(frameWidth, frameHeight, depth, colourType, interlaced);
  }
}
