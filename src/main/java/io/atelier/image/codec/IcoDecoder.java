package io.atelier.image.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Reads Windows icons and cursors: the largest of their pictures, a bitmap or a PNG. */
final class IcoDecoder {
  private static final int HEADER = 6;
  private static final int ENTRY = 16;
  private static final int ICON = 1;
  private static final int CURSOR = 2;
  private static final int FULL_SIDE = 256;

  private IcoDecoder() {}

  /** Two kinds of TGA start like cursors; an icon says where its pictures are. */
  static boolean looksLikeOne(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER + ENTRY || file.getShort(0) != 0) {
      return false;
    }
    int kind = file.getShort(2);
    int count = file.getShort(4);
    int start = file.getInt(HEADER + 12);
    return (kind == ICON || kind == CURSOR)
        && count > 0
        && start >= HEADER + ENTRY
        && start < content.length;
  }

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int entry = largest(file);
    int length = file.getInt(entry + 8);
    int start = file.getInt(entry + 12);
    if (length <= 0 || start < HEADER + ENTRY || length > content.length - start) {
      throw new ImageFormatException("icon whose picture lies outside the file");
    }
    byte[] picture = Arrays.copyOfRange(content, start, start + length);
    if (length > 8 && ByteBuffer.wrap(picture).getLong() == PngEncoder.SIGNATURE) {
      return PngDecoder.decode(picture, budget);
    }
    return List.of(IcoBitmap.decode(picture, budget));
  }

  /** The place of the entry of most pixels; of equals, that of most bits a pixel. */
  private static int largest(ByteBuffer file) throws ImageFormatException {
    int count = Math.min(file.getShort(4) & 0xffff, (file.limit() - HEADER) / ENTRY);
    int best = -1;
    long most = -1;
    for (int i = 0; i < count; i++) {
      int entry = HEADER + i * ENTRY;
      long pixels = (long) side(file.get(entry)) * side(file.get(entry + 1));
      long rank = pixels << 16 | (file.getShort(entry + 6) & 0xffff);
      if (rank > most) {
        most = rank;
        best = entry;
      }
    }
    if (best < 0) {
      throw new ImageFormatException("icon without a picture");
    }
    return best;
  }

  private static int side(byte said) {
    return said == 0 ? FULL_SIDE : said & 255;
  }
}
