package io.atelier.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bitmap as icons hold it: its header names twice the height, since a mask of one bit a pixel
 * follows the colours. Of 32 bits a pixel, eight are the mask instead.
 */
final class IcoBitmap {
  private static final int FILE_HEADER = 14;
  private static final int FULL_COLOUR = 32;

  private IcoBitmap() {}

  static PictureFrame decode(byte[] bitmap, DecodeBudget budget) throws IOException {
    BitmapHeader header = BitmapHeader.parse(bitmap, 0);
    int width = (int) header.width();
    int height = (int) (header.height() / 2);
    new BitmapHeader(header.size(), width, height, header.bits(), header.compression())
        .spend(budget, bitmap.length);
    if (header.size() < BitmapHeader.USUAL || header.compression() != 0) {
      throw new ImageFormatException("icon of a bitmap that is packed");
    }
    int pixels = header.size() + header.paletteBytes(ByteBuffer.wrap(bitmap));
    PictureFrame frame =
        header.bits() == FULL_COLOUR
            ? fullColour(bitmap, pixels, width, height)
            : RasterDecoder.first(JdkReaders.of("bmp"), file(bitmap, pixels, height), budget);
    int stride = (width * header.bits() + 31) / 32 * 4;
    return header.bits() == FULL_COLOUR
        ? frame
        : masked(frame, bitmap, pixels + (long) stride * height);
  }

  /** The bitmap as a file of its own, without the mask. */
  private static byte[] file(byte[] bitmap, int pixels, int height) {
    ByteBuffer file =
        ByteBuffer.allocate(FILE_HEADER + bitmap.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0);
    file.putInt(FILE_HEADER + pixels).put(bitmap);
    return file.putInt(FILE_HEADER + 8, height).array();
  }

  private static PictureFrame fullColour(byte[] bitmap, int pixels, int width, int height)
      throws ImageFormatException {
    if ((long) width * height * PictureFrame.PIXEL > bitmap.length - pixels) {
      throw new ImageFormatException("icon is cut off");
    }
    byte[] rgba = new byte[width * height * PictureFrame.PIXEL];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = pixels + ((height - 1 - y) * width + x) * PictureFrame.PIXEL;
        int to = (y * width + x) * PictureFrame.PIXEL;
        rgba[to] = bitmap[from + 2];
        rgba[to + 1] = bitmap[from + 1];
        rgba[to + 2] = bitmap[from];
        rgba[to + 3] = bitmap[from + 3];
      }
    }
    return new PictureFrame(width, height, rgba, true);
  }

  /** The picture, transparent where a bit is set in the mask at a place; opaque without one. */
  private static PictureFrame masked(PictureFrame frame, byte[] bitmap, long mask) {
    byte[] rgba = frame.rgba().clone();
    int stride = (frame.width() + 31) / 32 * 4;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        long at = mask + (long) (frame.height() - 1 - y) * stride + x / 8;
        boolean hole = at < bitmap.length && (bitmap[(int) at] >> (7 - x % 8) & 1) != 0;
        rgba[(y * frame.width() + x) * PictureFrame.PIXEL + 3] = (byte) (hole ? 0 : 255);
      }
    }
    return new PictureFrame(frame.width(), frame.height(), rgba, true);
  }
}
