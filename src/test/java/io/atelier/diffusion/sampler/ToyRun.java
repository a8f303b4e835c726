package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.sampling.BrownianNoise;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.tensor.NormalNoise;

/** A run with the noise of a fixed seed that counts its steps. */
final class ToyRun implements SamplerRun, AutoCloseable {
  private static final long SEED = 99;

  private final int[] shape;
  private final NormalNoise stream = new NormalNoise(SEED);
  private int steps;

  ToyRun(int... shape) {
    this.shape = shape;
  }

  @Override
  public void step(int index, FloatArray x, FloatArray denoised) {
    steps++;
  }

  @Override
  public FloatArray noise() {
    return stream.next(shape);
  }

  @Override
  public FloatArray initialStreamNoise(int... wanted) {
    return NormalNoise.of(SEED, wanted);
  }

  @Override
  public StepNoise stepNoise(double sigmaMin, double sigmaMax) {
    return new BrownianNoise(SEED, shape, sigmaMin, sigmaMax);
  }

  @Override
  public double percentToSigma(double percent) {
    return DiscreteLevels.stableDiffusion().percentToSigma(percent);
  }

  int steps() {
    return steps;
  }

  @Override
  public void close() {
    stream.close();
  }
}
