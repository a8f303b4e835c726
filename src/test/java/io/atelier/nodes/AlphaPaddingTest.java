package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.image.ImageBatch;
import io.atelier.node.Node;
import io.atelier.node.harness.NodeFailure;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.image.BatchImages;
import io.atelier.nodes.image.ImageFromBatch;
import io.atelier.nodes.image.ImageStitch;
import io.atelier.nodes.image.RebatchImages;
import io.atelier.testkit.Greys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pictures with and without alpha are joined, those without become opaque. */
class AlphaPaddingTest {
  private static final ImageBatch RGB = Greys.of(1, 2, 2, 3, 0.5f);
  private static final ImageBatch RGBA = Greys.of(1, 2, 2, 4, 0.25f);

  private static ImageBatch image(Node node, Map<String, Object> inputs) {
    return NodeHarness.of(node).with(inputs).run().output(0, ImageBatch.class);
  }

  private static NodeHarness rebatch(ImageBatch... images) {
    return NodeHarness.of(new RebatchImages())
        .list("images", List.of(images))
        .with("batch_size", 2);
  }

  @Test
  void aBatchOfBothHasAlpha() {
    ImageBatch first = image(new BatchImages(), Map.of("image1", RGB, "image2", RGBA));
    assertThat(first.toString()).isEqualTo("image [2, 2, 2, 4]");
    assertThat(first.data()).startsWith(0.5f, 0.5f, 0.5f, 1f).endsWith(0.25f, 0.25f, 0.25f, 0.25f);

    ImageBatch last = image(new BatchImages(), Map.of("image1", RGBA, "image2", RGB));
    assertThat(last.data()).startsWith(0.25f, 0.25f, 0.25f, 0.25f).endsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @Test
  void aBatchTakesTheFirstSizeAndPadsTheAlphaOfWhatWasResized() {
    ImageBatch small = Greys.of(2, 1, 1, 3, 0.5f);
    ImageBatch joined = image(new BatchImages(), Map.of("image1", RGBA, "image2", small));
    assertThat(joined.toString()).isEqualTo("image [3, 2, 2, 4]");
    assertThat(joined.data()).endsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @Test
  void regroupedPicturesOfAGroupHaveAlphaIfOneHasIt() {
    Object groups = rebatch(RGB, RGBA, RGB).run().output(0);
    assertThat(groups).asString().isEqualTo("[image [2, 2, 2, 4], image [1, 2, 2, 3]]");
  }

  @Test
  void sizesStillHaveToAgreeWithinAGroup() {
    ImageBatch other = Greys.of(1, 3, 2, 4, 0);
    assertThatThrownBy(() -> rebatch(RGB, other).run())
        .isInstanceOf(NodeFailure.class)
        .hasMessageContaining("Expected size 2 but got size 3");
  }

  @Test
  void aPictureTakenFromAJoinedBatchKeepsItsAlpha() {
    ImageBatch joined = image(new BatchImages(), Map.of("image1", RGBA, "image2", RGB));
    ImageBatch second =
        image(new ImageFromBatch(), Map.of("image", joined, "batch_index", 1L, "length", 1L));
    assertThat(second.data()).startsWith(0.5f, 0.5f, 0.5f, 1f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stitchedPicturesSpacingAndPaddingAreOpaqueWhereNoAlphaWas(boolean match) {
    ImageBatch tall = Greys.of(1, 4, 2, 4, 0.25f);
    ImageBatch joined =
        image(
            new ImageStitch(),
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
  void paddingBesideAPictureWithAlphaIsOpaqueToo() {
    ImageBatch tall = Greys.of(1, 6, 2, 3, 0.5f);
    ImageBatch joined =
        image(
            new ImageStitch(),
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
