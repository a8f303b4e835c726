package io.atelier.image.codec;

import java.util.Arrays;

/**
 * One picture of a GIF as its blocks say it.
 *
 * @param x where it lies on the screen, in pixels from the left
 * @param y likewise from the top
 * @param palette three bytes a colour
 * @param transparent the index that leaves the pixel below as it is; −1 when none does
 * @param data where the packed indices start
 */
record GifFrame(
    int x,
    int y,
    int width,
    int height,
    byte[] palette,
    int transparent,
    Canvas.Disposal disposal,
    boolean interlaced,
    int data) {
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  /** The RGBA pixels of indices that are in the order of the file. */
  byte[] rgba(byte[] indices) {
    byte[] rgba = new byte[indices.length * PictureFrame.PIXEL];
    byte[] colours = colours();
    if (!interlaced) {
      for (int y = 0; y < height; y++) {
        row(indices, y, colours, rgba, y);
      }
      return rgba;
    }
    int from = 0;
    for (int[] pass : PASSES) {
      for (int y = pass[0]; y < height; y += pass[1]) {
        row(indices, from++, colours, rgba, y);
      }
    }
    return rgba;
  }

  private void row(byte[] indices, int from, byte[] colours, byte[] rgba, int y) {
    for (int x = 0; x < width; x++) {
      int index = indices[from * width + x] & 255;
      System.arraycopy(
          colours,
          index * PictureFrame.PIXEL,
          rgba,
          (y * width + x) * PictureFrame.PIXEL,
          PictureFrame.PIXEL);
    }
  }

  /** The RGBA colours of all indices; black for one that the palette lacks. */
  private byte[] colours() {
    byte[] colours = new byte[256 * PictureFrame.PIXEL];
    for (int index = 0; index < 256; index++) {
      if (index * 3 + 3 <= palette.length) {
        System.arraycopy(palette, index * 3, colours, index * PictureFrame.PIXEL, 3);
      }
      colours[index * PictureFrame.PIXEL + 3] = (byte) (index == transparent ? 0 : 255);
    }
    return colours;
  }

  /** The RGBA colour of an index. */
  byte[] colour(int index) {
    return Arrays.copyOfRange(
        colours(), index * PictureFrame.PIXEL, (index + 1) * PictureFrame.PIXEL);
  }

  /** A palette of all greys, for a file that has none. */
  static byte[] greys() {
    byte[] greys = new byte[3 * 256];
    for (int i = 0; i < 256; i++) {
      Arrays.fill(greys, 3 * i, 3 * i + 3, (byte) i);
    }
    return greys;
  }
}
