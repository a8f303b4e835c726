package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of all kinds show what their makers put into them. */
class PictureFilesTest {
  /** Levels by which two decoders of a lossy format, or two roundings, may differ. */
  private static final int ROUNDING = 1;

  private record Expected(String name, int width, int height, boolean masked, String pixels) {
    static Expected of(String line) {
      String[] parts = line.split("\t", -1);
      return new Expected(
          parts[0],
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Boolean.parseBoolean(parts[3]),
          parts[4]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Expected> pictures() throws IOException {
    return Files.readAllLines(TestPictures.path("expected.tsv")).stream().map(Expected::of);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureOfAnyKindShowsWhatWasWritten(Expected expected) throws IOException {
    List<PictureFrame> frames = ImageFile.read(TestPictures.path(expected.name));

    assertThat(frames).hasSize(1);
    PictureFrame frame = frames.get(0);
    assertThat(List.of(frame.width(), frame.height(), frame.masked()))
        .isEqualTo(List.of(expected.width, expected.height, expected.masked));
    for (String pixel : expected.pixels.split(" ", -1)) {
      int[] numbers = Arrays.stream(pixel.split("[,:]", -1)).mapToInt(Integer::parseInt).toArray();
      int at = (numbers[1] * frame.width() + numbers[0]) * PictureFrame.PIXEL;
      for (int c = 0; c < (frame.masked() ? 4 : 3); c++) {
        assertThat(Math.abs((frame.rgba()[at + c] & 255) - numbers[2 + c]))
            .as("channel %d of %s", c, pixel)
            .isLessThanOrEqualTo(ROUNDING);
      }
    }
  }

  @Test
  void theSameRampIsTheSameGreyInSixteenAndThirtyTwoBitsAndAsFloats() throws IOException {
    byte[] png = read("grey16.png").rgba();
    assertThat(read("grey16.tif").rgba()).isEqualTo(png);
    assertThat(read("int32.tif").rgba()).isEqualTo(png);
    assertThat(png[4] & 255).as("170 of 65535").isEqualTo(1);
    assertThat(png[png.length - 4] & 255).as("65110 of 65535").isEqualTo(253);
  }

  @Test
  void aNumberOf32BitsThatNeedsThemIsWhiteAtTheLargestOfAll() throws IOException {
    byte[] file = Files.readAllBytes(TestPictures.path("int32.tif"));
    TiffFile tiff = new TiffFile(file, DecodeBudget.ofFile());
    int start = (int) tiff.next().get(TiffDirectory.STRIP_OFFSETS, 0);
    java.nio.ByteBuffer pixels =
        java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    pixels.putInt(start, Integer.MAX_VALUE).putInt(start + 4, Integer.MAX_VALUE / 2);

    byte[] rgba = ImageFile.read(file).get(0).rgba();

    assertThat(new int[] {rgba[0] & 255, rgba[4] & 255, rgba[8] & 255})
        .containsExactly(255, 127, 0);
  }

  @Test
  void thePagesOfATiffAreItsFrames() throws IOException {
    assertThat(ImageFile.read(TestPictures.path("pages.tif"))).hasSize(2);
    assertThat(read("pages.tif").rgba())
        .isEqualTo(
            ImageFile.first(
                    Files.readAllBytes(TestPictures.path("pages.tif")),
                    DecodeBudget.ofFirst(2, java.time.Duration.ofMinutes(1)))
                .rgba());
  }

  @ParameterizedTest
  @CsvSource({
    "'....ftypavif', AVIF",
    "'....ftypheic', HEIC",
    "'....ftypmif1', HEIC",
    "'....JXL ', JPEG XL",
    "'<svg xmlns=\"\"/>', SVG",
    "'8BPS', Photoshop",
  })
  void whatIsNotReadYetIsSaidByName(String content, String name) {
    assertThatThrownBy(() -> ImageFile.read(content.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessage(name + " pictures cannot be read yet; save it as PNG, JPEG or WebP instead");
  }

  @Test
  void oldStyleJpegInTiffIsNamedToo() {
    assertThatThrownBy(() -> ImageFile.read(Bombs.tiff(8, 8, 6, 1, new byte[100])))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("old-style JPEG cannot be read yet");
  }

  @Test
  void aRealAvifIsNamedToo() {
    assertThatThrownBy(() -> ImageFile.read(Path.of(TestPictures.path("a.avif").toString())))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith("AVIF");
  }

  private static PictureFrame read(String name) throws IOException {
    return ImageFile.read(TestPictures.path(name)).get(0);
  }
}
