package io.atelier.rest.picture;

import io.atelier.image.codec.PictureFrame;
import io.atelier.image.codec.PngEncoder;
import io.atelier.image.codec.PngTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A picture with the alpha channel of another, as PNG with the texts of the first. */
public final class MaskedPicture {
  private MaskedPicture() {}

  /**
   * Combines two files.
   *
   * @throws PictureRefusal when one is no picture that can be read, the mask has no alpha, or their
   *     sizes differ
   */
  public static byte[] png(Path original, Path mask) throws IOException {
    return PictureReader.inTurn(
        () -> {
          byte[] content = PictureReader.content(original);
          byte[] picture = png(PictureReader.read(content), PictureReader.read(mask));
          return PngTexts.copy(PngTexts.of(content), picture);
        });
  }

  private static byte[] png(PictureFrame colours, PictureFrame alpha) {
    if (!alpha.masked()) {
      throw PictureRefusal.because("the mask has no alpha channel");
    }
    if (colours.width() != alpha.width() || colours.height() != alpha.height()) {
      throw PictureRefusal.because(
          "the mask is of %d × %d pixels, the picture of %d × %d"
              .formatted(alpha.width(), alpha.height(), colours.width(), colours.height()));
    }
    byte[] both = colours.rgba().clone();
    for (int i = 3; i < both.length; i += 4) {
      both[i] = alpha.rgba()[i];
    }
    return PngEncoder.encode(
        both, colours.width(), colours.height(), 4, ImageRendering.PNG_LEVEL, Map.of());
  }
}
