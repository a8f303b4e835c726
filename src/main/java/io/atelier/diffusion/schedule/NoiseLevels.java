package io.atelier.diffusion.schedule;

/**
 * The noise levels that a model was trained on: a table of sigmas, least first, and the timesteps
 * that stand for them.
 */
public interface NoiseLevels {
  /** All levels, least first. Not to be modified. */
  float[] sigmas();

  /** The timestep nearest to a level. */
  double timestep(double sigma);

  /** The level of a timestep, between those of the table by interpolation of logarithms. */
  float sigma(double timestep);

  /** The level at a part of the way from noise (0) to picture (1). */
  float percentToSigma(double percent);

  default float sigmaMin() {
    return sigmas()[0];
  }

  default float sigmaMax() {
    return sigmas()[sigmas().length - 1];
  }
}
