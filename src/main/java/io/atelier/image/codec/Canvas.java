package io.atelier.image.codec;

/** The picture that the frames of an animation are painted on, one after the other. */
final class Canvas {
  /** What happens to a frame's place before the next frame. */
  enum Disposal {
    KEEP,
    CLEAR,
    RESTORE
  }

  /** How a pixel is painted over another, both RGBA. */
  @FunctionalInterface
  interface Painter {
    void paint(byte[] source, int from, byte[] target, int to);
  }

  private final int width;
  private final int height;
  private final byte[] rgba;
  private byte[] cleared = new byte[PictureFrame.PIXEL];

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgba = new byte[Math.multiplyExact(width * height, PictureFrame.PIXEL)];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether a frame lies within the canvas. */
  boolean contains(int x, int y, int frameWidth, int frameHeight) {
    return x >= 0
        && y >= 0
        && frameWidth > 0
        && frameHeight > 0
        && frameWidth <= width - x
        && frameHeight <= height - y;
  }

  /** Fills everything with one colour. */
  void fill(byte[] colour) {
    for (int i = 0; i < rgba.length; i += PictureFrame.PIXEL) {
      System.arraycopy(colour, 0, rgba, i, PictureFrame.PIXEL);
    }
  }

  /** Sets the colour that places are cleared to, at first transparent black. */
  void clearTo(byte[] colour) {
    cleared = colour.clone();
  }

  /** Paints the part of a frame that is on the canvas; gives the whole, then disposes of it. */
  PictureFrame paint(PictureFrame frame, int x, int y, Painter painter, Disposal disposal) {
    int rows = Math.min(frame.height(), height - y);
    int columns = Math.max(0, Math.min(frame.width(), width - x));
    byte[] before = disposal == Disposal.RESTORE ? rgba.clone() : rgba;
    for (int row = 0; row < rows; row++) {
      int from = row * frame.width() * PictureFrame.PIXEL;
      int to = at(x, y + row);
      for (int i = 0; i < columns * PictureFrame.PIXEL; i += PictureFrame.PIXEL) {
        painter.paint(frame.rgba(), from + i, rgba, to + i);
      }
    }
    PictureFrame painted = new PictureFrame(width, height, rgba.clone(), frame.masked());
    if (disposal == Disposal.RESTORE) {
      System.arraycopy(before, 0, rgba, 0, rgba.length);
    } else if (disposal == Disposal.CLEAR) {
      for (int row = 0; row < rows; row++) {
        int to = at(x, y + row);
        for (int i = 0; i < columns; i++) {
          System.arraycopy(cleared, 0, rgba, to + i * PictureFrame.PIXEL, PictureFrame.PIXEL);
        }
      }
    }
    return painted;
  }

  private int at(int x, int y) {
    return (y * width + x) * PictureFrame.PIXEL;
  }

  /** Replaces the pixel. */
  static void replace(byte[] source, int from, byte[] target, int to) {
    System.arraycopy(source, from, target, to, PictureFrame.PIXEL);
  }

  /** Leaves the pixel below where the one above is fully transparent, else replaces it. */
  static void replaceVisible(byte[] source, int from, byte[] target, int to) {
    if (source[from + 3] != 0) {
      System.arraycopy(source, from, target, to, PictureFrame.PIXEL);
    }
  }

  /** Mixes all four channels by the alpha above, as Pillow pastes with a mask. */
  static void mix(byte[] source, int from, byte[] target, int to) {
    int alpha = source[from + 3] & 255;
    for (int c = 0; c < PictureFrame.PIXEL; c++) {
      int sum = (target[to + c] & 255) * (255 - alpha) + (source[from + c] & 255) * alpha + 128;
      target[to + c] = (byte) (((sum >> 8) + sum) >> 8);
    }
  }

  /** Lays the pixel over the one below, as libwebp does. */
  static void over(byte[] source, int from, byte[] target, int to) {
    int alpha = source[from + 3] & 255;
    if (alpha == 255) {
      replace(source, from, target, to);
    } else if (alpha > 0) {
      int below = ((target[to + 3] & 255) * (256 - alpha)) >> 8;
      int sum = alpha + below;
      long scale = (1L << 24) / sum;
      for (int c = 0; c < 3; c++) {
        int mixed = (source[from + c] & 255) * alpha + (target[to + c] & 255) * below;
        target[to + c] = (byte) ((mixed * scale) >> 24);
      }
      target[to + 3] = (byte) sum;
    }
  }
}
