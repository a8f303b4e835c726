package io.atelier.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.sampling.BrownianNoise;
import io.atelier.tensor.NormalNoise;
import io.atelier.testkit.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Methods on a model of rectified flow: every picture is a normally distributed number, of which
 * the best prediction is known, so what comes out must be so distributed too.
 */
class FlowSamplersTest {
  private static final int[] SHAPE = {1, 4, 64, 64};
  private static final double MEAN = 0.7;
  private static final double DEVIATION = 0.5;

  private static final class FlowRun implements SamplerRun {
    private final NormalNoise stream = new NormalNoise(5);
    private double greatestLevel;

    @Override
    public void step(int index, FloatArray x, FloatArray denoised) {
      assertThat(x.shape()).isEqualTo(SHAPE);
    }

    @Override
    public FloatArray noise() {
      return stream.next(SHAPE);
    }

    @Override
    public FloatArray initialStreamNoise(int... shape) {
      return NormalNoise.of(3, shape);
    }

    @Override
    public StepNoise stepNoise(double sigmaMin, double sigmaMax) {
      greatestLevel = sigmaMax;
      return new BrownianNoise(5, SHAPE, sigmaMin, sigmaMax);
    }

    @Override
    public double percentToSigma(double percent) {
      return 1 - percent;
    }

    @Override
    public boolean isFlow() {
      return true;
    }
  }

  /** The mean of the pictures that a mixture may be of. */
  private static Denoiser.Prediction denoised(FloatArray x, double sigma) {
    assertThat(sigma).isBetween(0.0, 1.0);
    double signal = 1 - sigma;
    double variance = DEVIATION * DEVIATION;
    double gain = signal * variance / (signal * signal * variance + sigma * sigma);
    FloatArray denoised = FloatArray.zeros(x.shape());
    for (int i = 0; i < x.data().length; i++) {
      denoised.data()[i] = (float) (MEAN + gain * (x.data()[i] - signal * MEAN));
    }
    return new Denoiser.Prediction(denoised, denoised);
  }

  private static float[] levels(int steps) {
    float[] sigmas = new float[steps + 1];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = 1 - (float) i / steps;
    }
    return sigmas;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "euler",
        "euler_ancestral",
        "dpm_2_ancestral",
        "dpmpp_2s_ancestral",
        "dpmpp_sde",
        "dpmpp_2m_sde",
        "dpmpp_3m_sde",
        "er_sde",
        "seeds_2",
        "seeds_3",
        "sa_solver"
      })
  void picturesAreDistributedAsTheModelKnowsThem(String name) {
    FloatArray start = NormalNoise.of(3, SHAPE);
    FloatArray result =
        Samplers.get(name).sample(FlowSamplersTest::denoised, start, levels(60), new FlowRun());
    double sum = 0;
    double squares = 0;
    for (float value : result.data()) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / result.data().length;
    double deviation = Math.sqrt(squares / result.data().length - mean * mean);
    // What steps of a sixtieth may be off; not rounding.
    assertThat(mean).isCloseTo(MEAN, within(0.02));
    assertThat(deviation).isCloseTo(DEVIATION, within(0.03));
  }

  /** The noise of a run spans its levels, also where a method begins a little below pure noise. */
  @ParameterizedTest
  @ValueSource(strings = {"dpmpp_sde", "dpmpp_2m_sde", "dpmpp_3m_sde"})
  void noiseSpansTheLevelsOfTheRun(String name) {
    FlowRun run = new FlowRun();
    Samplers.get(name).sample(FlowSamplersTest::denoised, NormalNoise.of(3, SHAPE), levels(4), run);
    assertThat(run.greatestLevel).isEqualTo(1);
  }

  @Test
  void aStepKeepsThePartsOfNoiseAndPicture() {
    AncestralStep step = AncestralStep.of(new FlowRun(), 0.8, 0.5, 1);
    assertThat((1 - step.down()) * step.shrink()).isCloseTo(0.5, Tolerance.DOUBLES.of(1));
    double noise = step.down() * step.shrink();
    assertThat(noise * noise + step.up() * step.up()).isCloseTo(0.25, Tolerance.DOUBLES.of(1));
  }
}
