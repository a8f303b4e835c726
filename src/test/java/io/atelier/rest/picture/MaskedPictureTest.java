package io.atelier.rest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.PictureFrame;
import io.atelier.image.codec.PngEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskedPictureTest {
  @TempDir Path folder;

  private Path png(String name, int channels, Map<String, String> texts, int... samples)
      throws IOException {
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    byte[] png = PngEncoder.encode(pixels, samples.length / channels, 1, channels, 1, texts);
    return Files.write(folder.resolve(name), png);
  }

  @Test
  void takesColoursAndTextsOfTheOneAndAlphaOfTheOther() throws IOException {
    Path original = png("o.png", 3, Map.of("workflow", "{\"a\": 1}"), 1, 2, 3, 4, 5, 6);
    Path mask = png("m.png", 4, Map.of(), 9, 9, 9, 200, 9, 9, 9, 0);
    byte[] result = MaskedPicture.png(original, mask);
    PictureFrame frame = ImageFile.read(result).get(0);
    assertThat(frame.rgba()).containsExactly(1, 2, 3, (byte) 200, 4, 5, 6, 0);
    assertThat(new String(result, StandardCharsets.ISO_8859_1))
        .contains("tEXtworkflow\0{\"a\": 1}");
  }

  @Test
  void refusesAMaskOfAnotherSizeOrWithoutAlpha() throws IOException {
    Path original = png("o.png", 3, Map.of(), 1, 2, 3, 4, 5, 6);
    Path small = png("s.png", 4, Map.of(), 9, 9, 9, 200);
    Path opaque = png("q.png", 3, Map.of(), 9, 9, 9, 9, 9, 9);
    Path text = Files.writeString(folder.resolve("t.png"), "no picture");
    for (Path mask : new Path[] {small, opaque, text}) {
      assertThatThrownBy(() -> MaskedPicture.png(original, mask))
          .isInstanceOf(PictureRefusal.class);
    }
  }

  @Test
  void saysWhatIsWrongWithAMask() throws IOException {
    Path original = png("o.png", 3, Map.of(), 1, 2, 3, 4, 5, 6);
    Path small = png("s.png", 4, Map.of(), 9, 9, 9, 200);
    Path opaque = png("q.png", 3, Map.of(), 9, 9, 9, 9, 9, 9);
    Path avif = io.atelier.image.codec.TestPictures.path("a.avif");
    assertThatThrownBy(() -> MaskedPicture.png(original, small))
        .hasMessage("400: the mask is of 1 × 1 pixels, the picture of 2 × 1");
    assertThatThrownBy(() -> MaskedPicture.png(original, opaque))
        .hasMessage("400: the mask has no alpha channel");
    assertThatThrownBy(() -> MaskedPicture.png(avif, small)).hasMessageStartingWith("400: AVIF");
    assertThatThrownBy(() -> MaskedPicture.png(original, avif)).hasMessageStartingWith("400: AVIF");
  }

  @Test
  void decompressionBombAHeaderThatPromisesGigabytesIsRefusedBeforeMemoryIsTaken()
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(60_000).putInt(60_000).put(new byte[] {8, 6, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    byte[] bomb =
        ByteBuffer.allocate(33)
            .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
            .putInt(13)
            .put(header.array())
            .putInt((int) crc.getValue())
            .array();
    assertThatThrownBy(() -> PictureReader.read(bomb)).isInstanceOf(PictureRefusal.class);
  }
}
