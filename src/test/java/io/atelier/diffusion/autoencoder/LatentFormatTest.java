package io.atelier.diffusion.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.array.FloatArray;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentFormatTest {
  private static LatentFormat format(int channels, int rank, double scale, double shift) {
    return new LatentFormat(
        "test",
        channels,
        rank,
        scale,
        shift,
        new LatentFormat.Preview(List.of(), List.of(0.0, 0.0, 0.0)),
        null);
  }

  private static FloatArray latent(float... values) {
    return new FloatArray(new int[] {1, 1, 1, values.length}, values);
  }

  @Test
  void latentsAreShiftedAndScaledAndBack() {
    LatentFormat format = format(1, 4, 0.5, 0.25);
    FloatArray scaled = format.scaled(latent(1.25f, -0.75f));
    assertThat(scaled.data()).containsExactly(0.5f, -0.5f);
    assertThat(format.unscaled(scaled).data()).containsExactly(1.25f, -0.75f);
    assertThat(format.unscaled(latent(0.25f), 0.5).data()).containsExactly(1.25f);
  }

  @Test
  void anEmptyLatentIsNotShifted() {
    assertThat(format(1, 4, 0.5, 0.25).scaled(latent(0, 0)).data()).containsExactly(0, 0);
  }

  @Test
  void noiseIsMixedInTheScaleOfSampling() {
    LatentFormat format = format(1, 4, 0.5, 0.25);
    FloatArray mixed = format.mixed(latent(1.25f), 0.75, latent(2), 0.25);
    double scaled = 0.75 * (1.25 - 0.25) * 0.5 + 0.25 * 2;
    assertThat(mixed.data()[0]).isCloseTo((float) (scaled / 0.5 + 0.25), within(1e-6f));
  }

  @Test
  void picturesAreVideosOfOneFrameAndEmptyLatentsGetTheChannels() {
    FloatArray fitted = format(16, 5, 1, 0).fitted(FloatArray.zeros(2, 4, 6, 8));
    assertThat(fitted.shape()).containsExactly(2, 16, 1, 6, 8);
    FloatArray full = new FloatArray(new int[] {1, 1, 1, 2}, new float[] {1, 2});
    assertThat(format(16, 4, 1, 0).fitted(full)).isSameAs(full);
  }

  @Test
  void aModelOfPicturesTakesNoFrames() {
    assertThatThrownBy(() -> format(4, 4, 1, 0).fitted(FloatArray.zeros(1, 4, 2, 8, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model takes latents of 4 dimensions, not 5");
  }
}
