package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {
  private static final int WIDTH_AT = 16;

  static Stream<Path> pictures() throws IOException, URISyntaxException {
    Path inputs =
        Path.of(
            Objects.requireNonNull(HostileFilesTest.class.getResource("/nodes/inputs")).toURI());
    try (Stream<Path> files = Files.list(inputs)) {
      return files
          .filter(f -> f.toString().matches(".*\\.(png|jpg|gif|webp|bmp|tiff)"))
          .filter(f -> !f.toString().contains("notimage"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aFileCutOffAnywhereIsReadOrRefusedButNeverBreaksTheReader(Path picture) throws IOException {
    byte[] whole = Files.readAllBytes(picture);
    int step = Math.max(1, whole.length / 60);
    for (int length = 0; length < whole.length; length += step) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aFileWithDamagedBytesIsReadOrRefused(Path picture) throws IOException {
    byte[] whole = Files.readAllBytes(picture);
    Random random = new Random(whole.length);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      for (int hits = 0; hits < 3; hits++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(damaged);
    }
  }

  @Test
  void aPngHeaderOfGiganticSidesIsRefusedBeforeMemoryIsTaken() {
    byte[] file = PngEncoder.encode(new byte[3], 1, 1, 3, 4, Map.of());
    ByteBuffer.wrap(file).putInt(WIDTH_AT, 100_000).putInt(WIDTH_AT + 4, 100_000);

    assertThatThrownBy(() -> ImageFile.read(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("100000 × 100000 pixels exceeds the limit");
  }

  @Test
  void aPngThatPromisesMoreThanItsDataCanHoldIsRefused() {
    byte[] file = PngEncoder.encode(new byte[3], 1, 1, 3, 4, Map.of());
    ByteBuffer.wrap(file).putInt(WIDTH_AT, 3_000).putInt(WIDTH_AT + 4, 3_000);

    assertThatThrownBy(() -> ImageFile.read(file))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("promises more pixels");
  }

  @Test
  void theFramesOfAnAnimationShareOneBudget() throws IOException, URISyntaxException {
    Path animation =
        pictures().filter(f -> f.endsWith("anim3_20x14.png")).findFirst().orElseThrow();
    byte[] file = Files.readAllBytes(animation);

    assertThat(ImageFile.read(file, DecodeBudget.ofPixels(3 * 20 * 14))).hasSize(3);
    assertThatThrownBy(() -> ImageFile.read(file, DecodeBudget.ofPixels(2 * 20 * 14)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("exceeds the limit");
  }

  @Test
  void whatIsNoPictureIsSaidToBeNone() {
    for (String text : List.of("", "this is not an image", "RIFF", "GIF8", "BM", "\u00ff\u00d8")) {
      assertThatThrownBy(
              () -> ImageFile.read(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
          .isInstanceOf(ImageFormatException.class);
    }
  }

  private static void readOrRefuse(byte[] content) {
    try {
      assertThat(ImageFile.read(content, DecodeBudget.ofPixels(1_000_000))).isNotEmpty();
    } catch (ImageFormatException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }
}
