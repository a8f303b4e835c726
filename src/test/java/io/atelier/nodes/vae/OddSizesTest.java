package io.atelier.nodes.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.PixelSpace;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.node.NodeException;
import io.atelier.node.harness.NodeHarness;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pictures whose sides are no multiples of what a latent pixel stands for. */
class OddSizesTest {
  private static final ImageBatch PICTURE = ImageBatch.zeros(1, 23, 37, 3);

  @Test
  void inpaintingModelsSeeAMultipleOfEightAndStartFromAll() {
    FloatArray features = FloatArray.zeros(1, 2, 4);
    Conditioning conditioning = Conditioning.of(Conditioning.Entry.of(features, null));
    var out =
        NodeHarness.of(new InpaintModelConditioning())
            .with("positive", conditioning)
            .with("negative", conditioning)
            .with("vae", new PixelSpace())
            .with("pixels", PICTURE)
            .with("mask", MaskBatch.zeros(1, 30, 31))
            .with("noise_mask", true)
            .run();
    Latent latent = out.output(2, Latent.class);
    assertThat(latent.samples().shape()).containsExactly(1, 3, 23, 37);
    assertThat(Objects.requireNonNull(latent.noiseMask()).shape()).containsExactly(1, 1, 16, 32);
  }

  @Test
  void aPictureTooSmallForALatentPixelIsRefused() {
    assertThatThrownBy(
            () ->
                InpaintSource.of(
                    ImageBatch.zeros(1, 7, 37, 3), MaskBatch.zeros(1, 8, 8), Vae.SCALE))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("37x7");
  }

  @Test
  void whatIsCutIsCutAtBothSides() {
    FloatArray maps = FloatArray.zeros(1, 1, 23, 37);
    maps.data()[3 * 37 + 2] = 1;
    FloatArray cut = InpaintSource.cut(maps, Vae.SCALE);
    assertThat(cut.shape()).containsExactly(1, 1, 16, 32);
    assertThat(cut.data()[0]).isEqualTo(1);
  }
}
