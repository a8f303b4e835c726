package io.atelier.diffusion.guidance;

import static io.atelier.testkit.NumbersAssert.assertNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.network.NetworkPatch;
import io.atelier.diffusion.sampling.ScaledNoise;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of guidance, by numbers that can be worked out by hand. */
class GuidanceTest {
  private static final double SIGMA = 2;

  /** One pixel with these channels. */
  private static FloatArray pixel(float... channels) {
    return new FloatArray(new int[] {1, channels.length, 1, 1}, channels);
  }

  /** Predictions that are known, whatever is asked. */
  private record Known(List<FloatArray> denoised, Guidance guidance)
      implements ConditionalDenoiser {
    @Override
    public List<FloatArray> denoise(FloatArray x, double sigma, int... conditionings) {
      List<FloatArray> asked = new ArrayList<>();
      for (int number : conditionings) {
        asked.add(denoised.get(number));
      }
      return asked;
    }

    @Override
    public ConditionalDenoiser with(NetworkPatch patch) {
      return this;
    }
  }

  private static GuidanceStep step(
      Guidance guidance,
      double scale,
      FloatArray x,
      FloatArray positive,
      @Nullable FloatArray negative) {
    return step(guidance, SIGMA, scale, x, positive, negative);
  }

  private static GuidanceStep step(
      Guidance guidance,
      double sigma,
      double scale,
      FloatArray x,
      FloatArray positive,
      @Nullable FloatArray negative) {
    Known known = new Known(List.of(positive), guidance);
    return new GuidanceStep(
        x, sigma, scale, positive, negative, new GuidanceStep.Sides(known, 0, 1, 2));
  }

  private static float[] guided(
      Guidance guidance,
      double scale,
      FloatArray x,
      FloatArray positive,
      @Nullable FloatArray negative) {
    return guidance.guide(step(guidance, scale, x, positive, negative)).guided().data();
  }

  private static Guidance with(PreGuidanceRule rule) {
    return Guidance.CLASSIFIER_FREE.with(rule);
  }

  private static Guidance with(PostGuidanceRule rule) {
    return Guidance.CLASSIFIER_FREE.withResult(rule);
  }

  private static void assertClose(float[] actual, float... expected) {
    assertNumbers(actual).near(expected, Tolerance.FLOATS);
  }

  @Test
  void projectionThatKeepsAllIsPlainGuidance() {
    FloatArray x = NormalNoise.of(1, 2, 4, 3, 5);
    FloatArray c = NormalNoise.of(2, 2, 4, 3, 5);
    FloatArray u = NormalNoise.of(3, 2, 4, 3, 5);
    assertNumbers(guided(with(new ProjectedGuidance(1, 0, 0)), 7.5, x, c, u))
        .near(guided(Guidance.CLASSIFIER_FREE, 7.5, x, c, u), Tolerance.FLOATS);
  }

  @Test
  void projectionHoldsTheDifferenceShort() {
    Guidance guidance = with(new ProjectedGuidance(1, 1, 0));
    assertClose(guided(guidance, 3, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 4.2f, 5.6f);
  }

  @Test
  void projectionLeavesOutWhatIsAlongThePositivePrediction() {
    Guidance guidance = with(new ProjectedGuidance(0, 0, 0));
    assertClose(guided(guidance, 3, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 3, 4);
    assertClose(guided(guidance, 3, pixel(0, 0), pixel(1, 0), pixel(0, -2)), 1, 4);
  }

  @Test
  void momentumRemembersTheStepsOfItsOwnRunAlone() {
    Guidance model = with(new ProjectedGuidance(1, 0, -0.5));
    Guidance run = model.begin();
    assertClose(guided(run, 3, pixel(0, 0), pixel(1, 0), pixel(1, -2)), 1, 4);
    assertClose(guided(run, 3, pixel(0, 0), pixel(1, 0), pixel(1, -2)), 1, 2);
    assertClose(guided(model.begin(), 3, pixel(0, 0), pixel(1, 0), pixel(1, -2)), 1, 4);
  }

  @Test
  void zeroStarScalesTheNegativePrediction() {
    // The noises are (1, 2) and (2, 0); the best scale is a half.
    Guidance guidance = with(new OptimizedScale());
    assertClose(guided(guidance, 3, pixel(0, 0), pixel(-1, -2), pixel(-2, 0)), -1, -6);
    assertClose(guided(guidance, 1, pixel(0, 0), pixel(-1, -2), null), -1, -2);
  }

  @Test
  void guidanceDoesNotMakeVectorsLonger() {
    Guidance guidance = with(new NormLimit(0.5));
    assertClose(guided(guidance, 2, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 1.5f, 2);
    assertClose(guided(guidance, 0.5, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 0.75f, 1);
  }

  @Test
  void tangentialDampingKeepsTheCommonDirection() {
    Guidance guidance = with(new TangentialDamping());
    assertClose(guided(guidance, 2, pixel(0, 0), pixel(-1, 0), pixel(0, -0.5f)), -2, 0);
    assertClose(guided(guidance, 2, pixel(0, 0), pixel(-2, -4), pixel(-1, -2)), -3, -6);
  }

  @Test
  void tangentialDampingProjectsOnTheFirstSingularVector() {
    // The noises are (2, 0) and (1, 1).
    FloatArray negative =
        with(new TangentialDamping())
            .guide(step(Guidance.CLASSIFIER_FREE, 2, pixel(0, 0), pixel(-2, 0), pixel(-1, -1)))
            .unguided();
    double tilt = Math.atan2(negative.data()[1], negative.data()[0]);
    // Right singular vectors are eigenvectors of (5 1; 1 1).
    assertThat(Math.tan(tilt)).isCloseTo(1 / (2 + Math.sqrt(5)), Tolerance.FLOATS.of(1));
  }

  @Test
  void mahiroLeapsWhereTheGuidedPredictionTurnsFromTheNegative() {
    Guidance guidance = with(new DirectionalGuidance());
    assertClose(guided(guidance, 3, pixel(0), pixel(2), pixel(1)), 4);
    assertClose(guided(guidance, 3, pixel(0), pixel(2), pixel(-1)), 6);
    assertClose(guided(guidance, 1, pixel(0), pixel(2), null), 2);
  }

  @Test
  void renormHoldsTheLengthAndStopsAtHighNoise() {
    Guidance limited = Guidance.CLASSIFIER_FREE.with(new RenormalizedGuidance(100, 1));
    assertClose(guided(limited, 2, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 3, 4);
    Guidance free = Guidance.CLASSIFIER_FREE.with(new RenormalizedGuidance(100, 0));
    assertClose(guided(free, 2, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 6, 8);
    Guidance truncated = Guidance.CLASSIFIER_FREE.with(new RenormalizedGuidance(SIGMA, 0));
    assertClose(guided(truncated, 2, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 3, 4);
  }

  @Test
  void rescalingKeepsTheDeviationOfTheWantedVelocity() {
    // Of level 2, x/5 is (1, -1); the velocities are (3, 1) and (1, 1) times √5/2, guided (7, 1),
    // three times the deviation of the wanted one, so half way back they are times 2/3.
    FloatArray x = pixel(5, -5);
    FloatArray wanted = pixel(-2, -2);
    FloatArray unwanted = pixel(0, -2);
    assertClose(
        guided(rescaled(0.5), 3, x, wanted, unwanted), (float) (1 - 14 / 3.0), (float) (-5 / 3.0));
    assertClose(guided(rescaled(0), 3, x, wanted, unwanted), -6, -2);
    assertClose(
        guided(rescaled(1), 3, x, wanted, unwanted), (float) (-4 / 3.0), (float) (-4 / 3.0));
    assertClose(guided(rescaled(0.5), 1, x, wanted, null), -2, -2);
  }

  private static Guidance rescaled(double multiplier) {
    return Guidance.CLASSIFIER_FREE.with(new RescaledGuidance(multiplier));
  }

  @Test
  void everyItemHasADeviationOfItsOwn() {
    FloatArray x = NormalNoise.of(1, 2, 4, 3, 5);
    FloatArray c = NormalNoise.of(2, 2, 4, 3, 5);
    FloatArray u = NormalNoise.of(3, 2, 4, 3, 5);
    FloatArray both = new FloatArray(x.shape(), guided(rescaled(0.7), 7, x, c, u));
    for (int i = 0; i < 2; i++) {
      float[] alone =
          guided(rescaled(0.7), 7, x.items(i, i + 1), c.items(i, i + 1), u.items(i, i + 1));
      assertThat(both.items(i, i + 1).data()).isEqualTo(alone);
    }
  }

  /** As at the beginning of zero-terminal levels, 4518. */
  private static float[] atHighNoise(
      Guidance guidance, double scale, @Nullable FloatArray negative) {
    FloatArray x = pixel(6144, -6144);
    FloatArray positive = pixel(0.3003f, -0.3003f);
    return guidance.guide(step(guidance, 4096, scale, x, positive, negative)).guided().data();
  }

  /** Neighbouring float32 numbers of that size are 1/2048 apart. */
  private static float[] steps(int count) {
    return new float[] {count / 2048f, -count / 2048f};
  }

  @Test
  void velocitiesAtHighNoiseComeFromRoundedNoise() {
    // The predictions are 615.01 and 204.9 steps, so 205 + 8·410; without rounding it were 3485.8.
    FloatArray negative = pixel(0.10005f, -0.10005f);
    assertThat(atHighNoise(rescaled(0), 8, negative)).isEqualTo(steps(3485));
    assertThat(atHighNoise(rescaled(1), 8, negative)).isEqualTo(steps(615));
    assertThat(atHighNoise(rescaled(0.7), 1, null)).isEqualTo(steps(615));
  }

  @Test
  void otherRulesThatAnswerNoiseRoundTheirResultAlone() {
    FloatArray negative = pixel(0.10005f, -0.10005f);
    Guidance renormalized = Guidance.CLASSIFIER_FREE.with(new RenormalizedGuidance(1e9, 0));
    assertThat(atHighNoise(renormalized, 8, negative)).isEqualTo(steps(3486));
    assertThat(atHighNoise(renormalized, 1, null)).isEqualTo(steps(615));
    assertThat(atHighNoise(with(new ScaledNoise(1)), 8, negative)).isEqualTo(steps(3486));
    assertClose(atHighNoise(Guidance.CLASSIFIER_FREE, 8, negative), 1.70205f, -1.70205f);
  }

  @Test
  void rescalingGoesTogetherWithOtherRules() {
    FloatArray x = pixel(5, -5);
    Guidance both = rescaled(0.5).with(new ProjectedGuidance(1, 0, 0)).withResult(new NormLimit(1));
    // The rescaled prediction (-11/3, -5/3) is cut to the length of (-2, -2).
    double shorter = Math.sqrt(8 / ((121 + 25) / 9.0));
    assertClose(
        guided(both, 3, x, pixel(-2, -2), pixel(0, -2)),
        (float) (-11 / 3.0 * shorter),
        (float) (-5 / 3.0 * shorter));
  }

  @Test
  void epsilonScalingDividesTheNoise() {
    assertClose(guided(with(new ScaledNoise(1.5)), 1, pixel(10), pixel(4), null), 6);
  }

  @Test
  void onlyThePerpendicularPartOfTheNegativeCounts() {
    Conditioning empty = new Conditioning(List.of());
    Guidance guidance = Guidance.CLASSIFIER_FREE.with(new PerpendicularNegative(empty, 0.5));
    FloatArray c = pixel(1, 0);
    FloatArray u = pixel(1, 1);
    Known known = new Known(List.of(c, u, pixel(0, 0)), guidance);
    GuidanceStep step =
        new GuidanceStep(pixel(9, 9), SIGMA, 2, c, u, new GuidanceStep.Sides(known, 0, 1, 2));
    assertClose(guidance.guide(step).guided().data(), 2, -1);
    assertThat(guidance.conditionings()).containsExactly(empty);
    assertThat(guidance.needsNegative()).isTrue();
  }

  @Test
  void frequenciesAreScaledByThemselves() {
    FloatArray c = NormalNoise.of(2, 1, 2, 8, 6);
    FloatArray u = FloatArray.zeros(1, 2, 8, 6);
    Guidance same = with(new FrequencyScaling(1, 1, 2));
    assertClose(guided(same, 1, u, c, u), c.data());
    FloatArray flat = c.scaled(0).plus(new FloatArray(c.shape(), filled(c.data().length)));
    assertClose(guided(with(new FrequencyScaling(3, 1, 1)), 1, u, flat, u), flat.scaled(3).data());
    FloatArray wave = FloatArray.zeros(1, 2, 8, 6);
    for (int i = 0; i < wave.data().length; i++) {
      wave.data()[i] = i % 2 == 0 ? 1 : -1;
    }
    assertClose(
        guided(with(new FrequencyScaling(3, 0.5, 1)), 1, u, wave, u), wave.scaled(0.5).data());
  }

  private static float[] filled(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void rulesCombineInOrder() {
    Guidance guidance =
        with(new ProjectedGuidance(1, 1, 0))
            .withResult(new NormLimit(1))
            .withResult(new ScaledNoise(0.5));
    // (4.2, 5.6) is cut to the changed positive prediction (1.4, 5.6 / 3), and the noise is
    // doubled.
    assertClose(guided(guidance, 3, pixel(0, 0), pixel(3, 4), pixel(0, 0)), 2.8f, 11.2f / 3);
  }

  @Test
  void blursKeepTheSumAndWidenAPoint() {
    FloatArray point = FloatArray.zeros(1, 1, 11, 11);
    point.data()[5 * 11 + 5] = 1;
    FloatArray blurred = GaussianBlur.of(point, 1);
    double sum = 0;
    for (float value : blurred.data()) {
      sum += value;
    }
    assertThat(sum).isCloseTo(1, Tolerance.FLOATS.of(1));
    assertThat((double) blurred.data()[5 * 11 + 6] / blurred.data()[5 * 11 + 5])
        .isCloseTo(Math.exp(-0.5), Tolerance.FLOATS.of(1));
    assertThat(GaussianBlur.of(point, 0)).isSameAs(point);
  }
}
