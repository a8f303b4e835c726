package io.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.testkit.Tolerance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compares with numbers that torch gave, rounded to the digits shown. */
class TorchRandomTest {
  private static final float[] TWENTY_OF_42 = {
    1.92692f, 1.48728f, 0.90072f, -2.10552f, -0.75813f, 1.07832f, 0.80080f, 1.68062f, 0.35586f,
    -0.68662f, -0.49336f, 0.24149f, -0.23162f, 0.04176f, -0.25158f, 0.85986f, -0.30973f, -0.39571f,
    0.80341f, -0.62160f
  };

  @Test
  void uniformNumbersAreTorchs() {
    TorchRandom random = new TorchRandom(0);

    for (float expected :
        new float[] {0.4962566f, 0.7682218f, 0.0884774f, 0.1320305f, 0.3074228f}) {
      assertThat(random.nextFloat()).isCloseTo(expected, within(1e-7f));
    }
  }

  @Test
  void fewNormalNumbersComeInPairs() {
    assertThat(new TorchRandom(42).normal(6))
        .containsExactly(
            new float[] {0.33669f, 0.12881f, 0.23446f, 0.23033f, -1.12286f, -0.18633f},
            within(1e-5f));
    assertThat(new TorchRandom(0).normal(5))
        .containsExactly(
            new float[] {1.5409961f, -0.2934289f, -2.1787894f, 0.5684313f, -1.0845224f},
            within((float) Tolerance.FLOATS.single(1)));
  }

  @Test
  void manyNormalNumbersComeInBlocksTheLastOfWhichOverlaps() {
    assertThat(new TorchRandom(42).normal(20)).containsExactly(TWENTY_OF_42, within(1e-5f));
  }

  @Test
  void theSecondOfAPairIsKeptForTheNextCall() {
    TorchRandom random = new TorchRandom(42);

    float[] one = random.normal(1);
    float[] others = random.normal(5);

    assertThat(one[0]).isCloseTo(0.33669f, within(1e-5f));
    assertThat(others).startsWith(new TorchRandom(42).normal(2)[1]);
  }

  @Test
  void onlyTheLow32BitsOfASeedCount() {
    assertThat(new TorchRandom((1L << 32) + 7).normal(40)).isEqualTo(new TorchRandom(7).normal(40));
    assertThat(Arrays.equals(new TorchRandom(8).normal(40), new TorchRandom(7).normal(40)))
        .isFalse();
  }
}
