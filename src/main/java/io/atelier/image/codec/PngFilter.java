package io.atelier.image.codec;

/** PNG's row filters: what a sample is predicted from, so that only the difference is stored. */
final class PngFilter {
  private static final byte NONE = 0;
  private static final byte SUB = 1;
  private static final byte UP = 2;
  private static final byte AVERAGE = 3;
  private static final byte PAETH = 4;

  /** One pixel in so many decides on the filter. */
  private static final int SAMPLED = 4;

  private PngFilter() {}

  /**
   * Rows with their filter bytes, each with that of sub, up and Paeth whose differences add up to
   * the least over one pixel in four.
   */
  static byte[] rows(byte[] pixels, int stride, int step, boolean filtered) {
    int height = stride == 0 ? 0 : pixels.length / stride;
    byte[] out = new byte[(stride + 1) * height];
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * stride, row, 0, stride);
      int to = y * (stride + 1);
      byte filter = filtered ? best(row, above, step) : NONE;
      out[to] = filter;
      apply(filter, row, above, step, out, to + 1);
      byte[] free = above;
      above = row;
      row = free;
    }
    return out;
  }

  private static byte best(byte[] row, byte[] above, int step) {
    int sub = 0;
    int up = 0;
    int paeth = 0;
    for (int i = step; i < row.length; i += SAMPLED * step) {
      byte left = row[i - step];
      sub += Math.abs((byte) (row[i] - left));
      up += Math.abs((byte) (row[i] - above[i]));
      int predicted = paeth(left & 255, above[i] & 255, above[i - step] & 255);
      paeth += Math.abs((byte) (row[i] - predicted));
    }
    if (paeth < Math.min(sub, up)) {
      return PAETH;
    }
    return up < sub ? UP : SUB;
  }

  private static void apply(byte filter, byte[] row, byte[] above, int step, byte[] out, int to) {
    int start = Math.min(step, row.length);
    switch (filter) {
      case SUB -> {
        System.arraycopy(row, 0, out, to, start);
        for (int i = start; i < row.length; i++) {
          out[to + i] = (byte) (row[i] - row[i - step]);
        }
      }
      case UP -> {
        for (int i = 0; i < row.length; i++) {
          out[to + i] = (byte) (row[i] - above[i]);
        }
      }
      case PAETH -> {
        for (int i = 0; i < start; i++) {
          out[to + i] = (byte) (row[i] - above[i]);
        }
        for (int i = start; i < row.length; i++) {
          int predicted = paeth(row[i - step] & 255, above[i] & 255, above[i - step] & 255);
          out[to + i] = (byte) (row[i] - predicted);
        }
      }
      default -> System.arraycopy(row, 0, out, to, row.length);
    }
  }

  private static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }

  /**
   * Restores a row in place.
   *
   * @param data holds the row at {@code at} and the restored one before it at {@code above}, which
   *     is negative for the first
   */
  static void restore(byte[] data, int at, int above, int length, int step, int filter)
      throws ImageFormatException {
    if (filter < NONE || filter > PAETH) {
      throw new ImageFormatException("unknown PNG filter " + filter);
    }
    for (int i = 0; filter != NONE && i < length; i++) {
      int left = i < step ? 0 : data[at + i - step] & 255;
      int up = above < 0 ? 0 : data[above + i] & 255;
      int corner = i < step || above < 0 ? 0 : data[above + i - step] & 255;
      int predicted =
          switch (filter) {
            case SUB -> left;
            case UP -> up;
            case AVERAGE -> (left + up) >> 1;
            default -> paeth(left, up, corner);
          };
      data[at + i] += (byte) predicted;
    }
  }
}
