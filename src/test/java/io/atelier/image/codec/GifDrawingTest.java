package io.atelier.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Animated GIF is drawn by the rules of the format, frame by frame. */
class GifDrawingTest {
  /** Colours of a palette are so near to those of the picture that it was made of. */
  private static final int PALETTE_ERROR = 16;

  static Stream<Path> animations() throws IOException {
    try (Stream<Path> files = Files.list(TestPictures.path("gif"))) {
      return files.filter(f -> f.toString().endsWith(".gif")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("animations")
  void framesOfEveryPlacePaletteAndDisposalArePaintedByTheRules(Path file) throws IOException {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    for (PictureFrame frame : ImageFile.read(file)) {
      drawn.writeBytes(frame.rgba());
    }

    byte[] expected = Files.readAllBytes(Path.of(file.toString().replace(".gif", ".rgba")));
    assertThat(drawn.toByteArray()).isEqualTo(expected);
  }

  @Test
  void anAnimationOfPartialFramesShowsTheWholePictureEachTime() throws IOException {
    List<PictureFrame> frames = ImageFile.read(TestPictures.path("partial.gif"));

    assertThat(frames).hasSize(4);
    for (int i = 0; i < frames.size(); i++) {
      PictureFrame frame = frames.get(i);
      for (int x = 0; x < 24; x++) {
        int red = frame.rgba()[(5 * 24 + x) * PictureFrame.PIXEL] & 255;
        assertThat(Math.abs(red - Math.floorMod(x - 5 * i, 24) * 11))
            .as("frame %d, column %d", i, x)
            .isLessThanOrEqualTo(PALETTE_ERROR);
      }
    }
  }

  @Test
  void aFileThatIsCutOffGivesTheFramesThatItHolds() throws IOException {
    byte[] whole = Files.readAllBytes(TestPictures.path("partial.gif"));

    assertThat(ImageFile.read(Arrays.copyOf(whole, whole.length / 2))).hasSizeBetween(1, 3);
  }

  @Test
  void aFrameBeyondTheScreenIsClippedAndAFirstOneMakesItLarger() throws IOException {
    byte[] file = Files.readAllBytes(TestPictures.path("partial.gif"));
    file[6] = 10;
    assertThat(ImageFile.read(file)).allMatch(frame -> frame.width() == 24);
  }
}
