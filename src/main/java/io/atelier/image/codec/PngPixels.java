package io.atelier.image.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The pixels of one PNG picture or frame: inflating, unfiltering and widening to RGBA. */
final class PngPixels {
  /** Deflate cannot say more than this many bytes in one. */
  private static final int MAX_EXPANSION = 1040;

  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };
  private static final int[] WHOLE = {0, 0, 1, 1};

  private final PngHeader header;
  private final byte[] palette;
  private final byte[] transparency;
  private final DecodeBudget budget;

  PngPixels(PngHeader header, byte[] palette, byte[] transparency, DecodeBudget budget) {
    this.budget = budget;
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
  }

  /** Whether the file's transparency counts as a mask. */
  boolean masked() {
    return header.hasAlphaChannel()
        || (header.colourType() == PngHeader.PALETTE && transparency.length > 0);
  }

  /**
   * RGBA pixels. Rows that the data do not reach are as if all their samples were zero.
   *
   * @param data deflated, perhaps cut off
   */
  byte[] decode(byte[] data) throws ImageFormatException {
    int width = header.width();
    int height = header.height();
    long size = (long) (header.stride(width) + 1) * height;
    DecodeBudget.requireData("PNG", size, data.length, MAX_EXPANSION);
    byte[] rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      for (int[] pass : header.interlaced() ? PASSES : new int[][] {WHOLE}) {
        decodePass(inflater, pass, rgba);
      }
    } finally {
      inflater.end();
    }
    return rgba;
  }

  private void decodePass(Inflater inflater, int[] pass, byte[] rgba) throws ImageFormatException {
    int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
    int rows = (header.height() - pass[1] + pass[3] - 1) / pass[3];
    if (columns <= 0 || rows <= 0) {
      return;
    }
    int stride = header.stride(columns);
    byte[] two = new byte[2 * (stride + 1)];
    boolean ended = false;
    for (int row = 0; row < rows; row++) {
      budget.checkTime();
      int at = (row & 1) * (stride + 1);
      int above = row == 0 ? -1 : ((row - 1) & 1) * (stride + 1) + 1;
      ended = ended || !fill(inflater, two, at, stride + 1);
      if (ended) {
        Arrays.fill(two, at, at + stride + 1, (byte) 0);
      } else {
        PngFilter.restore(two, at + 1, above, stride, header.filterStep(), two[at]);
      }
      int to = ((pass[1] + row * pass[3]) * header.width() + pass[0]) * PictureFrame.PIXEL;
      widen(two, at + 1, columns, rgba, to, pass[2] * PictureFrame.PIXEL);
    }
  }

  /** Reads so many bytes; false when the data end before. */
  private static boolean fill(Inflater inflater, byte[] target, int start, int length) {
    int done = 0;
    try {
      while (done < length) {
        int count = inflater.inflate(target, start + done, length - done);
        if (count == 0
            && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
          return false;
        }
        done += count;
      }
      return true;
    } catch (DataFormatException e) {
      return false;
    }
  }

  private void widen(byte[] in, int start, int columns, byte[] out, int to, int step) {
    int depth = header.depth();
    int channels = header.channels();
    int bytes = depth == 16 ? 2 : 1;
    for (int x = 0; x < columns; x++) {
      int pixel = to + x * step;
      int from = start + x * channels * bytes;
      out[pixel + 3] = (byte) 255;
      switch (header.colourType()) {
        case PngHeader.GREY -> grey(in, start, x, out, pixel);
        case PngHeader.PALETTE -> indexed(packed(in, start, x, depth), out, pixel);
        case PngHeader.GREY_ALPHA -> {
          Arrays.fill(out, pixel, pixel + 3, in[from]);
          out[pixel + 3] = in[from + bytes];
        }
        default -> {
          for (int c = 0; c < channels; c++) {
            out[pixel + c] = in[from + c * bytes];
          }
          if (channels == 3 && isTransparentColour(in, from, bytes)) {
            out[pixel + 3] = 0;
          }
        }
      }
    }
  }

  /** A grey sample, scaled to eight bits. */
  private void grey(byte[] in, int start, int x, byte[] out, int pixel) {
    int depth = header.depth();
    int sample =
        depth == 16
            ? ((in[start + 2 * x] & 255) << 8) | (in[start + 2 * x + 1] & 255)
            : packed(in, start, x, depth);
    int largest = (1 << depth) - 1;
    int value = (sample * 255 + largest / 2) / largest;
    Arrays.fill(out, pixel, pixel + 3, (byte) value);
    if (transparency.length >= 2
        && sample == (((transparency[0] & 255) << 8) | (transparency[1] & 255))) {
      out[pixel + 3] = 0;
    }
  }

  private void indexed(int index, byte[] out, int pixel) {
    if (index * 3 + 2 < palette.length) {
      System.arraycopy(palette, index * 3, out, pixel, 3);
    }
    if (index < transparency.length) {
      out[pixel + 3] = transparency[index];
    }
  }

  private static int packed(byte[] in, int start, int x, int depth) {
    int bit = x * depth;
    return (in[start + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  }

  private boolean isTransparentColour(byte[] in, int from, int bytes) {
    if (transparency.length < 6) {
      return false;
    }
    for (int c = 0; c < 3; c++) {
      if (in[from + c * bytes] != transparency[2 * c + 2 - bytes]
          || (bytes == 2 && in[from + 2 * c + 1] != transparency[2 * c + 1])) {
        return false;
      }
    }
    return true;
  }
}
