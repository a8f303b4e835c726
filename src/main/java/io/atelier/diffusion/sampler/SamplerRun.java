package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * What a sampler needs of its surroundings during one run: randomness, and someone to report to.
 */
public interface SamplerRun {
  /**
   * Reports a step after its first prediction. May throw to end the run.
   *
   * @param index of the step, from 0
   * @param x the latent before the step
   * @param denoised the prediction
   */
  void step(int index, FloatArray x, FloatArray denoised);

  /** Fresh normal noise of the latent's shape, from the run's own stream. */
  FloatArray noise();

  /** The stream that the initial noise was drawn from, continued. */
  FloatArray initialStreamNoise(int... shape);

  /** Noise for steps between levels, the same for the same levels whatever the steps are. */
  StepNoise stepNoise(double sigmaMin, double sigmaMax);

  /** The level at a part of the way from noise (0) to picture (1), for this model. */
  double percentToSigma(double percent);

  /**
   * Whether a level is the part of noise in a mixture with the picture, 0 to 1, instead of noise
   * added to it.
   */
  default boolean isFlow() {
    return false;
  }

  /** Noise that belongs to a step from one level to another. */
  @FunctionalInterface
  interface StepNoise {
    FloatArray between(double sigma, double next);
  }
}
