package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What is read of EXIF metadata: which way up a picture is. */
final class Exif {
  static final int UPRIGHT = 1;
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /** The orientation, 1 to 8, of a block that starts with its TIFF header; 1 when it says none. */
  static int orientation(byte[] block) {
    int start = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[4] == 0 ? 6 : 0;
    if (block.length < start + 8) {
      return UPRIGHT;
    }
    ByteBuffer tiff = ByteBuffer.wrap(block, start, block.length - start).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 0 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if (entry > tiff.limit() - ENTRY) {
        break;
      }
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG && tiff.getShort(entry + 2) == SHORT) {
        return tiff.getShort(entry + 8);
      }
    }
    return UPRIGHT;
  }
}
