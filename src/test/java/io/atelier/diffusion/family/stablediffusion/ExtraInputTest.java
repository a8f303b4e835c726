package io.atelier.diffusion.family.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.RunStart;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtraInputTest {
  private final FloatArray start = filled(2, 1, 4, 1, 1);

  private static FloatArray filled(float value, int... shape) {
    FloatArray floats = FloatArray.zeros(shape);
    Arrays.fill(floats.data(), value);
    return floats;
  }

  private static ExtraInput input(
      ExtraChannels wanted, FloatArray start, @Nullable FloatArray mask) {
    return new ExtraInput(wanted, LatentFormat.SD15, new RunStart(start, mask, false));
  }

  private static FloatArray seen(ExtraInput input, Conditioning.@Nullable Inpaint shown) {
    return Objects.requireNonNull(input.of(shown));
  }

  @Test
  void otherModelsTakeNothing() {
    assertThat(input(ExtraChannels.NONE, start, null).of(null)).isNull();
  }

  @Test
  void withoutAPictureInpaintingSeesGreyToBePaintedEverywhere() {
    FloatArray extra = seen(input(ExtraChannels.MASKED_PICTURE, start, null), null);
    assertThat(extra.shape()).containsExactly(1, 5, 1, 1);
    assertThat(extra.data()).containsExactly(1, 0.8223f, -0.6876f, 0.6364f, 0.1380f);
  }

  @Test
  void withAMaskOfNoiseInpaintingSeesTheLatentThatItStartsFrom() {
    FloatArray extra =
        seen(input(ExtraChannels.MASKED_PICTURE, start, filled(0.7f, 1, 1, 8, 8)), null);
    assertThat(extra.data()).containsExactly(1, 2, 2, 2, 2);
  }

  @Test
  void masksAreRoundedAndPicturesScaledAndBothRepeated() {
    Conditioning.Inpaint shown =
        new Conditioning.Inpaint(filled(1, 1, 4, 1, 1), filled(0.4f, 1, 1, 8, 8));
    FloatArray extra =
        seen(input(ExtraChannels.MASKED_PICTURE, filled(2, 2, 4, 1, 1), null), shown);
    float scaled = (float) 0.18215;
    assertThat(extra.data())
        .containsExactly(0, scaled, scaled, scaled, scaled, 0, scaled, scaled, scaled, scaled);
  }

  @Test
  void editingSeesThePictureUnscaledOrNothing() {
    ExtraInput input = input(ExtraChannels.PICTURE, start, null);
    Conditioning.Inpaint shown = new Conditioning.Inpaint(filled(3, 1, 4, 1, 1), null);
    assertThat(seen(input, shown).data()).containsExactly(3, 3, 3, 3);
    assertThat(seen(input, null).data()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void largerPicturesAreCutToTheMiddleAndShrunk() {
    FloatArray wide = FloatArray.zeros(1, 4, 1, 3);
    for (int c = 0; c < 4; c++) {
      wide.data()[c * 3 + 1] = c + 1;
    }
    ExtraInput input = input(ExtraChannels.PICTURE, start, null);
    assertThat(seen(input, new Conditioning.Inpaint(wide, null)).data())
        .containsExactly(1, 2, 3, 4);
  }
}
