package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngRoundTripTest {
  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll boolean alpha,
      @ForAll @IntRange(min = 0, max = 9) int level,
      @ForAll @IntRange(min = 1, max = 256) int colours,
      @ForAll long seed)
      throws IOException {
    int channels = alpha ? 4 : 3;
    byte[] pixels = pixels(width * height * channels, colours, seed);

    byte[] file = PngEncoder.encode(pixels, width, height, channels, level, Map.of("k", "v"));

    List<PictureFrame> frames = ImageFile.read(file);
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).masked()).isEqualTo(alpha);
    byte[] rgba = frames.get(0).rgba();
    BufferedImage independent = ImageIO.read(new ByteArrayInputStream(file));
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < channels; c++) {
        byte expected = pixels[i * channels + c];
        assertThat(rgba[4 * i + c]).isEqualTo(expected);
        assertThat((byte) independent.getRaster().getSample(i % width, i / width, c))
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 20, 255})
  void largePicturesOfAnyNoiseAreReadAgain(int noise) throws IOException {
    int side = 300;
    byte[] pixels = gradient(side, noise);

    byte[] file = PngEncoder.encode(pixels, side, side, 3, 4, Map.of());

    byte[] rgba = ImageFile.read(file).get(0).rgba();
    BufferedImage independent = ImageIO.read(new ByteArrayInputStream(file));
    for (int i = 0; i < side * side; i++) {
      for (int c = 0; c < 3; c++) {
        byte expected = pixels[i * 3 + c];
        assertThat(rgba[4 * i + c]).isEqualTo(expected);
        assertThat((byte) independent.getRaster().getSample(i % side, i / side, c))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void repeatsArePutToUse() {
    int side = 300;
    byte[] tiles = new byte[side * side * 3];
    byte[] tile = pixels(16 * 3, 256, 1);
    for (int i = 0; i < tiles.length; i++) {
      tiles[i] = tile[i % tile.length];
    }

    assertThat(PngEncoder.encode(tiles, side, side, 3, 4, Map.of())).hasSizeLessThan(10_000);
    assertThat(PngEncoder.encode(new byte[tiles.length], side, side, 3, 4, Map.of()))
        .hasSizeLessThan(2_000);
  }

  @Test
  void textsStandBeforeThePixelsInLatin1OrUtf8() {
    byte[] file = PngEncoder.encode(new byte[3], 1, 1, 3, 4, Map.of("workflow", "{}"));
    byte[] unicode = PngEncoder.encode(new byte[3], 1, 1, 3, 4, Map.of("k", "漢"));

    String latin = new String(file, StandardCharsets.ISO_8859_1);
    assertThat(latin.indexOf("tEXtworkflow\0{}")).isPositive().isLessThan(latin.indexOf("IDAT"));
    assertThat(new String(unicode, StandardCharsets.UTF_8)).contains("iTXtk\0\0\0\0\0漢");
  }

  private static byte[] gradient(int side, int noise) {
    Random random = new Random(noise);
    byte[] pixels = new byte[side * side * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 3 % side / 2 + i / 3 / side / 3 + random.nextInt(noise + 1));
    }
    return pixels;
  }

  private static byte[] pixels(int length, int colours, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[length];
    for (int i = 0; i < length; i++) {
      pixels[i] = (byte) random.nextInt(colours);
    }
    return pixels;
  }
}
