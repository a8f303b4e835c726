package io.atelier.diffusion.sampler;

/** The step noise of a schedule: of a Brownian motion over its levels above zero. */
final class SdeNoise {
  private SdeNoise() {}

  static SamplerRun.StepNoise of(float[] sigmas, SamplerRun run) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (float sigma : sigmas) {
      if (sigma > 0) {
        least = Math.min(least, sigma);
        greatest = Math.max(greatest, sigma);
      }
    }
    return run.stepNoise(least, greatest);
  }
}
