package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Runs a method for noise that is added to the picture on a model of which levels are parts of a
 * mixture. A mixture of level σ divided by 1 − σ is the picture with noise of the level σ/(1 − σ),
 * which is the same signal-to-noise ratio; stochastic methods are defined by that ratio alone.
 */
final class FlowAsNoise {
  /** How far from the start a level of pure noise, whose ratio has no bound, is taken to be. */
  private static final double NEAR_START = 1e-4;

  private FlowAsNoise() {}

  private static double ratio(double sigma) {
    return sigma / (1 - sigma);
  }

  private static double part(double ratio) {
    return ratio / (1 + ratio);
  }

  static FloatArray sample(
      Sampler method, Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    double first = sigmas[0] >= 1 ? run.percentToSigma(NEAR_START) : sigmas[0];
    float[] ratios = new float[sigmas.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = (float) ratio(i == 0 ? first : sigmas[i]);
    }
    Denoiser asNoise = (y, ratio) -> model.predict(y.scaled(1 / (1 + ratio)), part(ratio));
    FloatArray y =
        method.sample(
            asNoise, start.scaled(1 / (1 - first)), ratios, new Run(run, ratios, sigmas[0]));
    return y.scaled(1 / (1 + ratios[ratios.length - 1]));
  }

  /** The run as a method sees it that knows only ratios. */
  private record Run(SamplerRun run, float[] ratios, double first) implements SamplerRun {
    @Override
    public void step(int index, FloatArray y, FloatArray denoised) {
      run.step(index, y.scaled(1 / (1 + ratios[index])), denoised);
    }

    @Override
    public FloatArray noise() {
      return run.noise();
    }

    @Override
    public FloatArray initialStreamNoise(int... shape) {
      return run.initialStreamNoise(shape);
    }

    @Override
    public StepNoise stepNoise(double least, double greatest) {
      StepNoise noise = run.stepNoise(part(least), first);
      return (ratio, next) -> noise.between(part(ratio), part(next));
    }

    @Override
    public double percentToSigma(double percent) {
      return ratio(run.percentToSigma(percent));
    }
  }
}
