package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.schedule.NoiseLevels;

/** How the mask of what may change depends on the noise level. Equal rules do the same. */
@FunctionalInterface
public interface MaskRule {
  /**
   * The mask at a level.
   *
   * @param mask values 0 to 1 of the latent's shape
   * @param sigmas all levels of the run
   */
  FloatArray at(FloatArray mask, double sigma, float[] sigmas, NoiseLevels levels);
}
