package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The block formats BC1 to BC5: four by four pixels between two colours, or two levels. */
enum DdsBlocks {
  /** Colours, one of which may be transparent. */
  BC1(8),
  /** Colours with four bits of alpha. */
  BC2(16),
  /** Colours with alpha between two levels. */
  BC3(16),
  /** Grey. */
  BC4(8),
  /** Red and green. */
  BC5(16);

  private static final int PIXELS = 16;

  private final int bytes;

  DdsBlocks(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a block. */
  int bytes() {
    return bytes;
  }

  /** Whether pictures of the format have an alpha channel. */
  boolean masked() {
    return this == BC1 || this == BC2 || this == BC3;
  }

  /** Writes sixteen pixels in RGBA, row by row. */
  void unpack(ByteBuffer file, int at, byte[] block) {
    switch (this) {
      case BC1 -> colours(file, at, block, true);
      case BC2 -> {
        colours(file, at + 8, block, false);
        for (int i = 0; i < PIXELS; i++) {
          int four = file.get(at + i / 2) >> (4 * (i & 1)) & 15;
          block[i * PictureFrame.PIXEL + 3] = (byte) (four * 17);
        }
      }
      case BC3 -> {
        colours(file, at + 8, block, false);
        levels(file, at, block, 3);
      }
      case BC4 -> {
        Arrays.fill(block, (byte) 255);
        levels(file, at, block, 0);
        levels(file, at, block, 1);
        levels(file, at, block, 2);
      }
      case BC5 -> {
        for (int i = 0; i < PIXELS; i++) {
          block[i * PictureFrame.PIXEL + 2] = 0;
          block[i * PictureFrame.PIXEL + 3] = (byte) 255;
        }
        levels(file, at, block, 0);
        levels(file, at + 8, block, 1);
      }
    }
  }

  /** Two colours of five, six and five bits, and which mixture of them each pixel is. */
  private static void colours(ByteBuffer file, int at, byte[] block, boolean mayBeTransparent) {
    int first = file.getShort(at) & 0xffff;
    int second = file.getShort(at + 2) & 0xffff;
    boolean four = first > second || !mayBeTransparent;
    int[] a = {expand(first >> 11, 5), expand(first >> 5 & 63, 6), expand(first & 31, 5)};
    int[] b = {expand(second >> 11, 5), expand(second >> 5 & 63, 6), expand(second & 31, 5)};
    int choices = file.getInt(at + 4);
    for (int i = 0; i < PIXELS; i++) {
      int choice = choices >>> (2 * i) & 3;
      boolean hole = !four && choice == 3;
      for (int c = 0; c < 3; c++) {
        block[i * PictureFrame.PIXEL + c] =
            (byte)
                switch (choice) {
                  case 0 -> a[c];
                  case 1 -> b[c];
                  case 2 -> four ? (2 * a[c] + b[c]) / 3 : (a[c] + b[c]) / 2;
                  default -> four ? (a[c] + 2 * b[c]) / 3 : 0;
                };
      }
      block[i * PictureFrame.PIXEL + 3] = (byte) (hole ? 0 : 255);
    }
  }

  private static int expand(int value, int bits) {
    return value << (8 - bits) | value >> (2 * bits - 8);
  }

  /** Two levels and which of the steps between them each pixel is, for one channel. */
  private static void levels(ByteBuffer file, int at, byte[] block, int channel) {
    int a = file.get(at) & 255;
    int b = file.get(at + 1) & 255;
    long choices = 0;
    for (int i = 0; i < 6; i++) {
      choices |= (file.get(at + 2 + i) & 255L) << (8 * i);
    }
    int steps = a > b ? 7 : 5;
    for (int i = 0; i < PIXELS; i++) {
      int choice = (int) (choices >> (3 * i) & 7);
      int level;
      if (choice < 2) {
        level = choice == 0 ? a : b;
      } else if (choice <= steps) {
        level = ((steps + 1 - choice) * a + (choice - 1) * b) / steps;
      } else {
        level = choice == 6 ? 0 : 255;
      }
      block[i * PictureFrame.PIXEL + channel] = (byte) level;
    }
  }
}
