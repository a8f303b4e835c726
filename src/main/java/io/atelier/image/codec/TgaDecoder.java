package io.atelier.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Reads Truevision TGA: palettes, grey, true colour, in runs or plain, from any corner. The format
 * has no mark; a header that makes sense stands for one. What a file lacks at its end is zero.
 */
final class TgaDecoder {
  private static final int HEADER = 18;
  private static final int PALETTE = 1;
  private static final int GREY = 3;
  private static final int RUNS = 8;
  private static final Set<Integer> KINDS = Set.of(1, 2, 3, 9, 10, 11);
  private static final Set<Integer> DEPTHS = Set.of(8, 15, 16, 24, 32);
  private static final int FROM_RIGHT = 0x10;
  private static final int FROM_TOP = 0x20;

  /** A run says 128 pixels in two bytes at least. */
  private static final int MAX_PIXELS_PER_BYTE = 64;

  private final byte[] content;
  private final int kind;
  private final int depth;
  private final int mapDepth;
  private final int mapStart;
  private final int mapAt;
  private final int pixelsAt;

  private TgaDecoder(byte[] content) {
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    this.content = content;
    this.kind = content[2] & ~RUNS;
    this.depth = content[16];
    this.mapDepth = content[7];
    this.mapStart = header.getShort(3) & 0xffff;
    this.mapAt = HEADER + (content[0] & 255);
    int colours = content[1] == 1 ? header.getShort(5) & 0xffff : 0;
    this.pixelsAt = mapAt + colours * ((mapDepth + 7) / 8);
  }

  static boolean looksLikeOne(byte[] content) {
    return content.length > HEADER
        && (content[1] == 0 || content[1] == 1)
        && KINDS.contains((int) content[2])
        && DEPTHS.contains((int) content[16])
        && (content[1] == 0 || DEPTHS.contains((int) content[7]))
        && (content[1] == 1 || (content[2] & ~RUNS) != PALETTE)
        && (content[17] & 0xc0) == 0;
  }

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int width = header.getShort(12) & 0xffff;
    int height = header.getShort(14) & 0xffff;
    budget.takePicture(width, height);
    DecodeBudget.requireData("TGA", (long) width * height, content.length, MAX_PIXELS_PER_BYTE);
    return List.of(new TgaDecoder(content).frame(width, height));
  }

  private PictureFrame frame(int width, int height) {
    int size = (depth + 7) / 8;
    byte[] pixels = pixels(Math.multiplyExact(width * height, size), size);
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    int corner = content[17];
    for (int y = 0; y < height; y++) {
      int row = (corner & FROM_TOP) != 0 ? y : height - 1 - y;
      for (int x = 0; x < width; x++) {
        int column = (corner & FROM_RIGHT) != 0 ? width - 1 - x : x;
        int from = (y * width + x) * size;
        int to = (row * width + column) * PictureFrame.PIXEL;
        if (kind == PALETTE) {
          int index = (pixels[from] & 255) - mapStart;
          int colour = mapAt + index * ((mapDepth + 7) / 8);
          if (index >= 0 && colour + (mapDepth + 7) / 8 <= Math.min(pixelsAt, content.length)) {
            colour(content, colour, mapDepth, rgba, to);
          }
        } else if (kind == GREY) {
          rgba[to] = rgba[to + 1] = rgba[to + 2] = pixels[from];
          rgba[to + 3] = size == 2 ? pixels[from + 1] : (byte) 255;
        } else {
          colour(pixels, from, depth, rgba, to);
        }
      }
    }
    return new PictureFrame(width, height, rgba, masked());
  }

  private boolean masked() {
    return switch (kind) {
      case PALETTE -> mapDepth == 32;
      case GREY -> depth == 16;
      default -> depth == 32;
    };
  }

  /** The encoded pixels without runs. */
  private byte[] pixels(int length, int size) {
    byte[] pixels = new byte[length];
    int from = Math.min(pixelsAt, content.length);
    if ((content[2] & RUNS) == 0) {
      System.arraycopy(content, from, pixels, 0, Math.min(length, content.length - from));
      return pixels;
    }
    int to = 0;
    while (to < length && from + size < content.length) {
      int head = content[from++] & 255;
      int count = Math.min(((head & 127) + 1) * size, length - to);
      boolean run = head > 127;
      int there = run ? count : Math.min(count, content.length - from);
      for (int i = 0; i < there; i++) {
        pixels[to + i] = content[from + (run ? i % size : i)];
      }
      to += count;
      from += run ? size : count;
    }
    return pixels;
  }

  /** A colour that is said blue first, in 15, 16, 24 or 32 bits. */
  private static void colour(byte[] from, int at, int bits, byte[] rgba, int to) {
    if (bits == 8) {
      rgba[to] = rgba[to + 1] = rgba[to + 2] = from[at];
    } else if (bits < 24) {
      int said = (from[at] & 255) | (from[at + 1] & 255) << 8;
      rgba[to] = (byte) ((said >> 10 & 31) * 255 / 31);
      rgba[to + 1] = (byte) ((said >> 5 & 31) * 255 / 31);
      rgba[to + 2] = (byte) ((said & 31) * 255 / 31);
    } else {
      rgba[to] = from[at + 2];
      rgba[to + 1] = from[at + 1];
      rgba[to + 2] = from[at];
    }
    rgba[to + 3] = bits == 32 ? from[at + 3] : (byte) 255;
  }
}
