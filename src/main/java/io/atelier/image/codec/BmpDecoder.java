package io.atelier.image.codec;

import java.io.IOException;
import java.util.List;

/** Reads BMP with the JDK's reader, once its header is found sound. */
final class BmpDecoder {
  private static final int FILE_HEADER = 14;

  private BmpDecoder() {}

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    BitmapHeader.parse(content, FILE_HEADER).spend(budget, content.length);
    return List.of(RasterDecoder.first(JdkReaders.of("bmp"), content, budget));
  }
}
