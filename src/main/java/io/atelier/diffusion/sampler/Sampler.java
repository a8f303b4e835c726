package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/** A method to get from noise to a picture in steps. Implementations are immutable. */
@FunctionalInterface
public interface Sampler {
  /**
   * Runs all steps.
   *
   * @param x the latent with noise of level {@code sigmas[0]}
   * @param sigmas at least two levels, greatest first
   * @return the latent at the last level
   */
  FloatArray sample(Denoiser model, FloatArray x, float[] sigmas, SamplerRun run);

  /** Whether the unguided prediction is used, which must then be computed whatever the guidance. */
  default boolean usesUnguided() {
    return false;
  }

  /** Whether schedules for this method leave out the level before the last. */
  default boolean dropsPenultimate() {
    return false;
  }

  /**
   * Whether the noise that fills the kept part while inpainting is other than the initial noise: of
   * the next seed.
   */
  default boolean drawsOwnInpaintNoise() {
    return false;
  }
}
