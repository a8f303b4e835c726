package io.atelier.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a device-independent bitmap, as in BMP and ICO files.
 *
 * @param size bytes of the header
 * @param bits of a pixel
 */
record BitmapHeader(int size, long width, long height, int bits, int compression) {
  /** The size of the headers that everybody writes. */
  static final int USUAL = 40;

  private static final int OLD = 12;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int JPEG = 4;
  private static final int PNG = 5;
  private static final int PALETTE_BITS = 8;

  /** Pixels that a byte can say in runs; plain, it has eight at most. */
  private static final int MAX_RUN = 256;

  static BitmapHeader parse(byte[] content, int at) throws ImageFormatException {
    if (content.length < at + USUAL) {
      throw new ImageFormatException("bitmap header is cut off");
    }
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int size = header.getInt(at);
    if (size == OLD) {
      int width = header.getShort(at + 4) & 0xffff;
      int height = header.getShort(at + 6) & 0xffff;
      return new BitmapHeader(size, width, height, header.getShort(at + 10), 0);
    }
    long height = Math.abs((long) header.getInt(at + 8));
    return new BitmapHeader(
        size, header.getInt(at + 4), height, header.getShort(at + 14), header.getInt(at + 16));
  }

  /** Bytes of the palette behind a usual header. */
  int paletteBytes(ByteBuffer bitmap) {
    int said = bitmap.order(ByteOrder.LITTLE_ENDIAN).getInt(32);
    boolean sane = said > 0 && said <= 1 << PALETTE_BITS;
    return bits > PALETTE_BITS ? 0 : 4 * (sane ? said : 1 << bits);
  }

  /** Takes the cost of decoding from a budget. */
  void spend(DecodeBudget budget, int bytes) throws ImageFormatException {
    if (compression == JPEG || compression == PNG) {
      throw new ImageFormatException("bitmap that wraps a JPEG or PNG is for printers only");
    }
    budget.takePicture(width, height);
    boolean runs = compression == RLE8 || compression == RLE4;
    DecodeBudget.requireData("bitmap", width * height, bytes, runs ? MAX_RUN : 8);
  }
}
