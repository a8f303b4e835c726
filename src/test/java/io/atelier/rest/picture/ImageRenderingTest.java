package io.atelier.rest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.codec.Bombs;
import io.atelier.image.codec.ImageFile;
import io.atelier.image.codec.PictureFrame;
import io.atelier.image.codec.PngEncoder;
import io.atelier.image.codec.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRenderingTest {
  @TempDir Path folder;

  static Stream<Path> pictures() throws IOException {
    return Files.readAllLines(TestPictures.path("expected.tsv")).stream()
        .map(line -> TestPictures.path(line.split("\t", -1)[0]));
  }

  static Stream<String> bombs() {
    return Bombs.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyPictureThatIsReadHasAPreview(Path picture) throws IOException {
    PictureFrame original = ImageFile.read(picture).get(0);
    for (String format : new String[] {"webp", "jpeg"}) {
      ImageRendering.Encoded preview = ImageRendering.preview(picture, format + ";90", null);
      assertThat(preview.type()).isEqualTo("image/" + format);
      PictureFrame shown = ImageFile.read(preview.bytes()).get(0);
      assertThat(shown.width()).isEqualTo(original.width());
      assertThat(shown.height()).isEqualTo(original.height());
    }
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsTheClientsFaultUnlessItsFirstFrameIsNone(String name) throws IOException {
    Path bomb = Files.write(folder.resolve("bomb"), Bombs.all().getOrDefault(name, new byte[0]));
    try {
      assertThat(ImageRendering.preview(bomb, "webp", null).bytes()).isNotEmpty();
      assertThat(name).containsAnyOf("gif of 200000", "apng of 200000", "gif of 300");
    } catch (PictureRefusal refusal) {
      assertThat(refusal.passes()).isFalse();
      assertThat(refusal.getMessage()).startsWith("400: ").doesNotContain("null");
    }
  }

  @Test
  void whatIsNotReadYetIsSaidByName() {
    assertThatThrownBy(() -> ImageRendering.preview(TestPictures.path("a.avif"), "webp", null))
        .isInstanceOf(PictureRefusal.class)
        .hasMessageStartingWith("400: AVIF pictures cannot be read yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webp", "jpeg"})
  void aPictureTooLongForTheFormatIsRefused(String format) throws IOException {
    int side = 70_000;
    byte[] png = PngEncoder.encode(new byte[3 * side], side, 1, 3, 4, Map.of());
    Path picture = Files.write(folder.resolve("long.png"), png);
    assertThatThrownBy(() -> ImageRendering.preview(picture, format, null))
        .isInstanceOf(PictureRefusal.class)
        .hasMessageContaining("too long for " + format);
  }
}
