package io.atelier.rest;

import io.atelier.image.codec.Frame;
import io.atelier.image.codec.PngEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A picture with the alpha channel of another, as PNG with the texts of the first. */
final class MaskedPicture {
  private MaskedPicture() {}

  /**
   * Combines two files.
   *
   * @throws UnreadableRequestException when one is no picture, the mask has no alpha, or their
   *     sizes differ
   */
  static byte[] png(Path original, Path mask) throws IOException {
    Frame colours = PictureReader.read(original);
    Frame alpha = PictureReader.read(mask);
    if (!alpha.masked()) {
      throw new UnreadableRequestException("the mask has no alpha channel");
    }
    if (colours.width() != alpha.width() || colours.height() != alpha.height()) {
      throw new UnreadableRequestException("the mask is not as large as the picture");
    }
    byte[] both = colours.rgba().clone();
    for (int i = 3; i < both.length; i += 4) {
      both[i] = alpha.rgba()[i];
    }
    return PngTexts.copy(
        PngTexts.of(original),
        PngEncoder.encode(
            both, colours.width(), colours.height(), 4, ImageRendering.PNG_LEVEL, Map.of()));
  }
}
