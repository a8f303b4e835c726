package io.atelier.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.diffusion.schedule.ContinuousLevels.Clock;
import io.atelier.testkit.Tolerance;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseLevelsTest {
  static Stream<NoiseLevels> invertible() {
    return Stream.of(
        new ContinuousLevels(0.002, 120, Clock.LOGARITHM),
        new ContinuousLevels(0.03, 500, Clock.ANGLE),
        new ContinuousLevels(0.002, 80, Clock.MIXTURE),
        new CosineLevels(1));
  }

  @ParameterizedTest
  @MethodSource("invertible")
  void timestepsStandForTheirLevels(NoiseLevels levels) {
    for (double sigma : new double[] {0.1, 1, 7, 50}) {
      assertThat((double) levels.sigma(levels.timestep(sigma)))
          .isCloseTo(sigma, Tolerance.FLOATS.of(sigma));
    }
  }

  static Stream<NoiseLevels> all() {
    return Stream.concat(
        invertible(), Stream.of(new FlowLevels(3, 1000, 1000), new CosineLevels(2)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void levelsRise(NoiseLevels levels) {
    float[] sigmas = levels.sigmas();
    for (int i = 1; i < sigmas.length; i++) {
      assertThat(sigmas[i]).isGreaterThanOrEqualTo(sigmas[i - 1]);
    }
    assertThat(levels.sigmaMin()).isPositive().isLessThan(levels.sigmaMax());
    assertThat(levels.percentToSigma(0)).isGreaterThanOrEqualTo(levels.sigmaMax());
    assertThat(levels.percentToSigma(1)).isZero();
  }

  @Test
  void anAngleIsOneAtEndlessNoise() {
    NoiseLevels levels = new ContinuousLevels(0.03, 500, Clock.ANGLE);
    assertThat(levels.timestep(1)).isCloseTo(0.5, Tolerance.DOUBLES.of(1));
    assertThat(levels.timestep(1e9)).isCloseTo(1, Tolerance.FLOATS.of(1));
  }

  @Test
  void aShiftMovesFlowTowardsNoise() {
    NoiseLevels levels = new FlowLevels(3, 1000, 1000);
    assertThat(levels.sigmaMax()).isEqualTo(1);
    assertThat(levels.sigmas()[499]).isEqualTo(0.75f);
    assertThat(levels.timestep(0.75)).isEqualTo(750);
    assertThat(levels.sigma(500)).isEqualTo(0.75f);
    assertThat(levels.percentToSigma(0.5)).isEqualTo(0.75f);
    assertThat(levels.percentToSigma(0)).isEqualTo(1);
  }

  @Test
  void aShiftOfTheCosineIsOneOfTheRatioOfSignalToNoise() {
    double plain = new CosineLevels(1).sigma(0.5);
    double shifted = new CosineLevels(2).sigma(0.5);
    assertThat(shifted).isCloseTo(2 * plain, Tolerance.FLOATS.of(plain));
  }

  @Test
  void boundsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new ContinuousLevels(0, 1, Clock.ANGLE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ContinuousLevels(2, 1, Clock.ANGLE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FlowLevels(0, 1, 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CosineLevels(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("parameterizations")
  void aModelThatKnowsThePictureGivesItBack(Parameterization meaning) {
    double picture = 0.3;
    double noise = -1.2;
    double sigma = 0.6;
    double x = meaning.latentShare(sigma) * picture + meaning.noiseShare(sigma, false) * noise;
    Parameterization.Weights weights = meaning.picture(sigma, 0);
    double output = noise - picture;
    assertThat(weights.latent() * x + weights.output() * output)
        .isCloseTo(picture, Tolerance.DOUBLES.of(1));
  }

  static Stream<Parameterization> parameterizations() {
    return Stream.of(Parameterization.FLOW, Parameterization.FLOW_RATIO);
  }
}
