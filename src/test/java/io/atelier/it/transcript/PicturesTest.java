package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static BufferedImage gradient() {
    BufferedImage image = new BufferedImage(37, 21, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 21; y++) {
      for (int x = 0; x < 37; x++) {
        image.setRGB(x, y, ((x * 6) << 16) | ((y * 12) << 8) | ((x * y) & 0xff));
      }
    }
    return image;
  }

  private static byte[] encoded(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(gradient(), format, out)).isTrue();
    return out.toByteArray();
  }

  @Test
  void pngIsDecodedAsItWasWritten() throws Exception {
    byte[] file = encoded("png");
    assertThat(Pictures.describe(file))
        .containsEntry("format", "PNG")
        .containsEntry("width", 37L)
        .containsEntry("height", 21L)
        .containsEntry("bit_depth", 8L)
        .containsEntry("color_type", 2L);
    BufferedImage image = gradient();
    byte[] pixels = Objects.requireNonNull(Pictures.decodePng(file).pixels());
    assertThat(pixels).hasSize(37 * 21 * 3);
    for (int y = 0; y < 21; y++) {
      for (int x = 0; x < 37; x++) {
        int rgb = image.getRGB(x, y);
        assertThat(pixels[(y * 37 + x) * 3 + 2]).isEqualTo((byte) rgb);
        assertThat(pixels[(y * 37 + x) * 3]).isEqualTo((byte) (rgb >> 16));
      }
    }
  }

  @Test
  void jpegHasSizeAndComponents() throws IOException {
    assertThat(Pictures.describe(encoded("jpg")))
        .containsEntry("format", "JPEG")
        .containsEntry("width", 37L)
        .containsEntry("height", 21L)
        .containsEntry("components", 3L);
  }

  @Test
  void otherBytesAreNoPicture() {
    byte[] text =
        "a text that is longer than any header of a picture".getBytes(StandardCharsets.UTF_8);
    assertThat(Pictures.describe(text)).isNull();
  }
}
