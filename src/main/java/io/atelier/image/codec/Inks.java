package io.atelier.image.codec;

/** Printing inks as colours of a screen, by the plain rule that Pillow has: no colour profiles. */
final class Inks {
  private Inks() {}

  /** Writes the opaque colour of cyan, magenta, yellow and black, 0 (none) to 255 each. */
  static void paint(int cyan, int magenta, int yellow, int black, byte[] rgba, int to) {
    int white = 255 - black;
    rgba[to] = left(white, cyan);
    rgba[to + 1] = left(white, magenta);
    rgba[to + 2] = left(white, yellow);
    rgba[to + 3] = (byte) 255;
  }

  private static byte left(int white, int ink) {
    int product = ink * white + 128;
    return (byte) Math.max(0, white - (((product >> 8) + product) >> 8));
  }
}
