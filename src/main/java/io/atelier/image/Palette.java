package io.atelier.image;

import java.util.Arrays;

/**
 * Up to 256 colours that stand for all others, as Pillow assigns them: to each cell of 4 × 4 × 4
 * colours the one nearest to its darkest corner, the first of equally near ones.
 */
public final class Palette {
  private static final int CELL_BITS = 2;
  private static final int CELLS = 256 >> CELL_BITS;
  private static final short UNKNOWN = -1;

  private final int[] colours;
  private final short[] nearest = new short[CELLS * CELLS * CELLS];

  private Palette(int[] colours) {
    this.colours = colours;
    Arrays.fill(nearest, UNKNOWN);
  }

  /**
   * The palette of a picture by median cut.
   *
   * @param rgb 8-bit samples of at least one pixel
   * @param size 1 to 256; there are fewer where the picture has fewer
   */
  public static Palette of(byte[] rgb, int size) {
    return new Palette(MedianCut.palette(rgb, size));
  }

  public int size() {
    return colours.length;
  }

  private int colour(int red, int green, int blue) {
    int r = red >> CELL_BITS;
    int g = green >> CELL_BITS;
    int b = blue >> CELL_BITS;
    int cell = (r * CELLS + g) * CELLS + b;
    if (nearest[cell] == UNKNOWN) {
      nearest[cell] = search(r << CELL_BITS, g << CELL_BITS, b << CELL_BITS);
    }
    return colours[nearest[cell]];
  }

  private short search(int red, int green, int blue) {
    int least = Integer.MAX_VALUE;
    short best = 0;
    for (short i = 0; i < colours.length; i++) {
      int r = red - (colours[i] >> 16);
      int g = green - ((colours[i] >> 8) & 255);
      int b = blue - (colours[i] & 255);
      int distance = r * r + g * g + b * b;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /** Each pixel in its nearest colour. */
  public byte[] map(byte[] rgb) {
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      put(colour(rgb[i] & 255, rgb[i + 1] & 255, rgb[i + 2] & 255), result, i);
    }
    return result;
  }

  /**
   * The same with what each pixel is off spread over its neighbours (Floyd and Steinberg, 1976).
   */
  public byte[] diffuse(byte[] rgb, int width) {
    byte[] result = new byte[rgb.length];
    int[] below = new int[3 * (width + 1)];
    int[] error = new int[3];
    int[] left = new int[3];
    int[] corner = new int[3];
    int[] value = new int[3];
    for (int row = 0; row < rgb.length; row += 3 * width) {
      Arrays.fill(error, 0);
      Arrays.fill(left, 0);
      Arrays.fill(corner, 0);
      for (int x = 0; x < width; x++) {
        int at = row + 3 * x;
        for (int c = 0; c < 3; c++) {
          int sum = (rgb[at + c] & 255) + (error[c] + below[3 * (x + 1) + c]) / 16;
          value[c] = Math.min(Math.max(sum, 0), 255);
        }
        put(colour(value[0], value[1], value[2]), result, at);
        for (int c = 0; c < 3; c++) {
          int off = value[c] - (result[at + c] & 255);
          below[3 * x + c] = 3 * off + left[c];
          left[c] = 5 * off + corner[c];
          corner[c] = off;
          error[c] = 7 * off;
        }
      }
      // Pillow hands the blue errors on to all three channels at the end of a row.
      below[3 * width] = left[2];
      below[3 * width + 1] = corner[2];
      below[3 * width + 2] = corner[2];
    }
    return result;
  }

  private static void put(int colour, byte[] rgb, int at) {
    rgb[at] = (byte) (colour >> 16);
    rgb[at + 1] = (byte) (colour >> 8);
    rgb[at + 2] = (byte) colour;
  }
}
