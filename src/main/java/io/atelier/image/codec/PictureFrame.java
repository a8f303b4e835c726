package io.atelier.image.codec;

/**
 * One picture of a file, upright.
 *
 * @param rgba four bytes a pixel, row by row; colour is not premultiplied
 * @param masked whether its transparency counts as a mask: an alpha channel or a palette with
 *     transparency, but not the single transparent colour of an RGB file
 */
public record PictureFrame(int width, int height, byte[] rgba, boolean masked) {
  static final int PIXEL = 4;

  /** The frame turned as an EXIF orientation says, 1 to 8; others leave it as it is. */
  PictureFrame oriented(int orientation) {
    if (orientation < 2 || orientation > 8) {
      return this;
    }
    boolean swapped = orientation >= 5;
    int newWidth = swapped ? height : width;
    int newHeight = swapped ? width : height;
    byte[] turned = new byte[rgba.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int fromX = swapped ? y : x;
        int fromY = swapped ? x : y;
        if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
          fromX = width - 1 - fromX;
        }
        if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
          fromY = height - 1 - fromY;
        }
        int from = (fromY * width + fromX) * PIXEL;
        System.arraycopy(rgba, from, turned, (y * newWidth + x) * PIXEL, PIXEL);
      }
    }
    return new PictureFrame(newWidth, newHeight, turned, masked);
  }
}
