package io.atelier.image.codec;

/** PNG's row filters: what a sample is predicted from, so that only the difference is stored. */
final class PngFilter {
  private static final byte NONE = 0;
  private static final byte SUB = 1;
  private static final byte UP = 2;
  private static final byte AVERAGE = 3;
  private static final byte PAETH = 4;

  private PngFilter() {}

  /**
   * Rows with their filter bytes, each with that of sub, up and Paeth whose differences add up to
   * the least.
   */
  static byte[] rows(byte[] pixels, int stride, int step, boolean filtered) {
    int height = stride == 0 ? 0 : pixels.length / stride;
    byte[] out = new byte[(stride + 1) * height];
    byte[] sub = new byte[stride];
    byte[] up = new byte[stride];
    byte[] paeth = new byte[stride];
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * stride, row, 0, stride);
      int to = y * (stride + 1);
      byte filter = NONE;
      byte[] best = row;
      if (filtered) {
        int subSum = sub(row, step, sub);
        int upSum = up(row, above, up);
        int paethSum = paeth(row, above, step, paeth);
        boolean usesUp = upSum < subSum;
        boolean usesPaeth = paethSum < Math.min(subSum, upSum);
        filter = usesPaeth ? PAETH : usesUp ? UP : SUB;
        best = usesPaeth ? paeth : usesUp ? up : sub;
      }
      out[to] = filter;
      System.arraycopy(best, 0, out, to + 1, stride);
      byte[] free = above;
      above = row;
      row = free;
    }
    return out;
  }

  private static int sub(byte[] row, int step, byte[] out) {
    int sum = 0;
    for (int i = 0; i < row.length; i++) {
      byte difference = (byte) (row[i] - (i < step ? 0 : row[i - step]));
      out[i] = difference;
      sum += Math.abs(difference);
    }
    return sum;
  }

  private static int up(byte[] row, byte[] above, byte[] out) {
    int sum = 0;
    for (int i = 0; i < row.length; i++) {
      byte difference = (byte) (row[i] - above[i]);
      out[i] = difference;
      sum += Math.abs(difference);
    }
    return sum;
  }

  private static int paeth(byte[] row, byte[] above, int step, byte[] out) {
    int sum = 0;
    int start = Math.min(step, row.length);
    for (int i = 0; i < start; i++) {
      byte difference = (byte) (row[i] - above[i]);
      out[i] = difference;
      sum += Math.abs(difference);
    }
    for (int i = start; i < row.length; i++) {
      int predicted = paeth(row[i - step] & 255, above[i] & 255, above[i - step] & 255);
      byte difference = (byte) (row[i] - predicted);
      out[i] = difference;
      sum += Math.abs(difference);
    }
    return sum;
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
