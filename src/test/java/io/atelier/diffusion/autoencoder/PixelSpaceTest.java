package io.atelier.diffusion.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import org.junit.jupiter.api.Test;

class PixelSpaceTest {
  private final Vae pixels = new PixelSpace();

  @Test
  void latentsArePixelsOfTheSameSizeFromMinusOneToOne() {
    FloatArray latent =
        pixels.encode(new FloatArray(new int[] {1, 3, 1, 1}, new float[] {0, 0.75f, 1}));
    assertThat(latent.shape()).containsExactly(1, 3, 1, 1);
    assertThat(latent.data()).containsExactly(-1, 0.5f, 1);
  }

  @Test
  void picturesAreClamped() {
    FloatArray latent = new FloatArray(new int[] {1, 3, 1, 1}, new float[] {-7, 0.5f, 1.5f});
    assertThat(pixels.decode(latent).data()).containsExactly(0, 0.75f, 1);
    assertThat(pixels.decodeTiled(latent, 1, 1, 0).data()).containsExactly(0, 0.75f, 1);
  }
}
