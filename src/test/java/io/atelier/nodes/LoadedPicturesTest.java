package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.image.ImageBatch;
import io.atelier.image.codec.Bombs;
import io.atelier.image.codec.TestPictures;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.node.harness.NodeRun;
import io.atelier.nodes.image.LoadImage;
import io.atelier.nodes.image.LoadImageMask;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Picture files as the values that graphs compute with. */
class LoadedPicturesTest {
  /** Half a level of eight bits. */
  private static final float ROUNDING = 0.5f / 255 + 1e-6f;

  @TempDir Path folder;

  private FileStore with(String name, byte[] content) throws IOException {
    FileStore files = new FileStore(folder);
    Files.write(folder.resolve("input").resolve(name), content);
    return files;
  }

  private static NodeRun load(String name, FileStore files) {
    return NodeHarness.of(new LoadImage())
        .service(FileStore.class, files)
        .with("image", name)
        .run();
  }

  @ParameterizedTest
  @CsvSource({"grey16.png, 65535", "grey16.tif, 65535", "int32.tif, 65535", "float32.tif, 65280"})
  void aRampOfAnyDepthGoesFromBlackToWhite(String name, double white) throws Exception {
    FileStore files = with(name, Files.readAllBytes(TestPictures.path(name)));

    ImageBatch image = load(name, files).output(0, ImageBatch.class);

    for (int i = 0; i < 24 * 16; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(image.data()[3 * i + c])
            .as("pixel %d", i)
            .isCloseTo((float) (i * 170 / white), within(ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.tga",
        "a.ppm",
        "a.dds",
        "a.jp2",
        "bigtiff.tif",
        "zstd.tif",
        "lzma.tif",
        "cmyk.tif"
      })
  void thePictureOfRedAndGreenIsTheSameInEveryFormat(String name) throws Exception {
    FileStore files = with(name, Files.readAllBytes(TestPictures.path(name)));

    ImageBatch image = load(name, files).output(0, ImageBatch.class);

    for (int i = 0; i < 24 * 16; i++) {
      float[] pixel = {i % 24 * 11, i / 24 * 17, 96};
      for (int c = 0; c < 3; c++) {
        assertThat(image.data()[3 * i + c] * 255).isCloseTo(pixel[c], within(1f));
      }
    }
  }

  @Test
  void aPictureThatCannotBeReadYetFailsItsNodeByName() throws Exception {
    FileStore files = with("a.avif", Files.readAllBytes(TestPictures.path("a.avif")));
    assertThatThrownBy(() -> load("a.avif", files))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("AVIF pictures cannot be read yet");
  }

  @Test
  void aMaskOfTheFirstFrameIsReadFromAnAnimationThatIsTooLongToLoad() throws Exception {
    byte[] many = Bombs.all().getOrDefault("gif of 200000 frames", new byte[0]);
    FileStore files = with("many.gif", many);
    assertThat(
            NodeHarness.of(new LoadImageMask())
                .service(FileStore.class, files)
                .with(Map.of("image", "many.gif", "channel", "red"))
                .run()
                .returned()
                .values())
        .hasToString("[mask [1, 1, 1]]");
    assertThatThrownBy(() -> load("many.gif", files))
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("more than 4096 pictures");
  }
}
