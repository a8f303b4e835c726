package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.ImageBatch;
import io.atelier.node.NodeException;
import io.atelier.nodes.image.BatchImages;
import io.atelier.nodes.image.ImageFromBatch;
import io.atelier.nodes.image.ImageStitch;
import io.atelier.nodes.image.RebatchImages;
import io.atelier.storage.FileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pictures with and without alpha are joined, those without become opaque. */
class AlphaPaddingTest {
  private static final ImageBatch RGB = DirectCall.grey(1, 2, 2, 3, 0.5f);
  private static final ImageBatch RGBA = DirectCall.grey(1, 2, 2, 4, 0.25f);

  @TempDir Path folder;
  private FileStore files = new FileStore(Path.of("."), Map.of());

  @BeforeEach
  void openStore() {
    files = new FileStore(folder);
  }

  @Test
  void aBatchOfBothHasAlpha() throws Exception {
    ImageBatch first =
        DirectCall.image(new BatchImages(), files, Map.of("image1", RGB, "image2", RGBA));
    assertThat(first.toString()).isEqualTo("image [2, 2, 2, 4]");
    assertThat(first.data()).startsWith(0.5f, 0.5f, 0.5f, 1f).endsWith(0.25f, 0.25f, 0.25f, 0.25f);

    ImageBatch last =
        DirectCall.image(new BatchImages(), files, Map.of("image1", RGBA, "image2", RGB));
    assertThat(last.data()).startsWith(0.25f, 0.25f, 0.25f, 0.25f).endsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @Test
  void aBatchTakesTheFirstSizeAndPadsTheAlphaOfWhatWasResized() throws Exception {
    ImageBatch small = DirectCall.grey(2, 1, 1, 3, 0.5f);
    ImageBatch joined =
        DirectCall.image(new BatchImages(), files, Map.of("image1", RGBA, "image2", small));
    assertThat(joined.toString()).isEqualTo("image [3, 2, 2, 4]");
    assertThat(joined.data()).endsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @Test
  void regroupedPicturesOfAGroupHaveAlphaIfOneHasIt() throws Exception {
    Object groups =
        DirectCall.of(
                new RebatchImages(),
                files,
                Map.of("images", List.of(RGB, RGBA, RGB), "batch_size", List.of(2L)))
            .values()
            .get(0);
    assertThat(groups).asString().isEqualTo("[image [2, 2, 2, 4], image [1, 2, 2, 3]]");
  }

  @Test
  void sizesStillHaveToAgreeWithinAGroup() {
    ImageBatch other = DirectCall.grey(1, 3, 2, 4, 0);
    assertThatThrownBy(
            () ->
                DirectCall.of(
                    new RebatchImages(),
                    files,
                    Map.of("images", List.of(RGB, other), "batch_size", List.of(2L))))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("Expected size 2 but got size 3");
  }

  @Test
  void aPictureTakenFromAJoinedBatchKeepsItsAlpha() throws Exception {
    ImageBatch joined =
        DirectCall.image(new BatchImages(), files, Map.of("image1", RGBA, "image2", RGB));
    ImageBatch second =
        DirectCall.image(
            new ImageFromBatch(), files, Map.of("image", joined, "batch_index", 1L, "length", 1L));
    assertThat(second.data()).startsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stitchedPicturesSpacingAndPaddingAreOpaqueWhereNoAlphaWas(boolean match) throws Exception {
    ImageBatch tall = DirectCall.grey(1, 4, 2, 4, 0.25f);
    ImageBatch joined =
        DirectCall.image(
            new ImageStitch(),
            files,
            Map.of(
                "image1",
                RGB,
                "direction",
                "right",
                "match_image_size",
                match,
                "spacing_width",
                2L,
                "spacing_color",
                "black",
                "image2",
                tall));
    assertThat(joined.channels()).isEqualTo(4);
    assertThat(joined.data()[3]).as("alpha of the first picture or beside it").isEqualTo(1f);
    assertThat(joined.data()[2 * 4 + 3]).as("alpha of the spacing").isEqualTo(1f);
    float[] last = {joined.data()[joined.data().length - 1]};
    assertThat(last[0]).as("alpha of the second").isBetween(0.24f, 0.25f);
  }

  @Test
  void paddingBesideAPictureWithAlphaIsOpaqueToo() throws Exception {
    ImageBatch tall = DirectCall.grey(1, 6, 2, 3, 0.5f);
    ImageBatch joined =
        DirectCall.image(
            new ImageStitch(),
            files,
            Map.of(
                "image1",
                RGBA,
                "direction",
                "right",
                "match_image_size",
                false,
                "spacing_width",
                0L,
                "spacing_color",
                "black",
                "image2",
                tall));
    assertThat(joined.data()).startsWith(0f, 0f, 0f, 1f);
  }
}
