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

  /** Paeth takes several times as long as the others: it must be better by one part in 2⁵. */
  private static final int PAETH_HANDICAP = 5;

  private PngFilter() {}

  /**
   * Rows with their filter bytes, each with the filter whose differences add up to the least over
   * one pixel in four.
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
    int average = 0;
    int paeth = 0;
    for (int i = step; i < row.length; i += SAMPLED * step) {
      int left = row[i - step] & 255;
      int over = above[i] & 255;
      sub += Math.abs((byte) (row[i] - left));
      up += Math.abs((byte) (row[i] - over));
      average += Math.abs((byte) (row[i] - ((left + over) >> 1)));
      paeth += Math.abs((byte) (row[i] - paeth(left, over, above[i - step] & 255)));
    }
    int least = Math.min(Math.min(sub, up), average);
    if (paeth < least - (least >> PAETH_HANDICAP)) {
      return PAETH;
    }
    if (up == least) {
      return UP;
    }
    return sub == least ? SUB : AVERAGE;
  }

  private static void apply(byte filter, byte[] row, byte[] above, int step, byte[] out, int to) {
    switch (filter) {
      case SUB -> sub(row, step, out, to);
      case UP -> up(row, above, 0, row.length, out, to);
      case AVERAGE -> average(row, above, step, out, to);
      case PAETH -> {
        int start = Math.min(step, row.length);
        up(row, above, 0, start, out, to);
        for (int i = start; i < row.length; i++) {
          int predicted = paeth(row[i - step] & 255, above[i] & 255, above[i - step] & 255);
          out[to + i] = (byte) (row[i] - predicted);
        }
      }
      default -> System.arraycopy(row, 0, out, to, row.length);
    }
  }

  private static void sub(byte[] row, int step, byte[] out, int to) {
    int start = Math.min(step, row.length);
    System.arraycopy(row, 0, out, to, start);
    for (int i = start; i < row.length; i++) {
      out[to + i] = (byte) (row[i] - row[i - step]);
    }
  }

  private static void up(byte[] row, byte[] above, int from, int end, byte[] out, int to) {
    for (int i = from; i < end; i++) {
      out[to + i] = (byte) (row[i] - above[i]);
    }
  }

  private static void average(byte[] row, byte[] above, int step, byte[] out, int to) {
    int start = Math.min(step, row.length);
    for (int i = 0; i < start; i++) {
      out[to + i] = (byte) (row[i] - ((above[i] & 255) >> 1));
    }
    for (int i = start; i < row.length; i++) {
      out[to + i] = (byte) (row[i] - (((row[i - step] & 255) + (above[i] & 255)) >> 1));
    }
  }

  /**
   * Which of the three is nearest to left + above − corner, in this order. Without branches, which
   * noise would make unpredictable.
   */
  private static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    int notLeft = ((toAbove - toLeft) | (toCorner - toLeft)) >> 31;
    int notAbove = (toCorner - toAbove) >> 31;
    int other = (above & ~notAbove) | (corner & notAbove);
    return (left & ~notLeft) | (other & notLeft);
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
    int start = Math.min(step, length);
    for (int i = 0; i < start && above >= 0 && filter > SUB; i++) {
      int up = data[above + i] & 255;
      data[at + i] += (byte) (filter == AVERAGE ? up >> 1 : up);
    }
    switch (filter) {
      case SUB -> addLeft(data, at, length, step);
      case UP -> {
        for (int i = start; i < length && above >= 0; i++) {
          data[at + i] += data[above + i];
        }
      }
      case AVERAGE -> addAverage(data, at, above, length, step);
      case PAETH -> addPaeth(data, at, above, length, step);
      default -> {
        // The row is as it was.
      }
    }
  }

  private static void addLeft(byte[] data, int at, int length, int step) {
    for (int i = at + step; i < at + length; i++) {
      data[i] += data[i - step];
    }
  }

  private static void addAverage(byte[] data, int at, int above, int length, int step) {
    for (int i = step; i < length; i++) {
      int up = above < 0 ? 0 : data[above + i] & 255;
      data[at + i] += (byte) (((data[at + i - step] & 255) + up) >> 1);
    }
  }

  private static void addPaeth(byte[] data, int at, int above, int length, int step) {
    if (above < 0) {
      addLeft(data, at, length, step);
      return;
    }
    for (int i = step; i < length; i++) {
      int left = data[at + i - step] & 255;
      data[at + i] += (byte) paeth(left, data[above + i] & 255, data[above + i - step] & 255);
    }
  }
}
