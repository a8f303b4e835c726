package io.atelier.diffusion.schedule;

/**
 * Levels equally spaced in their arc tangents. See <a href="https://arxiv.org/abs/2404.14507">Align
 * Your Steps</a>, section 3.1. With one step the first level is not a number, as in the original.
 */
final class KlOptimalScheduler implements Scheduler {
  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    double low = Math.atan(levels.sigmaMin());
    double high = Math.atan(levels.sigmaMax());
    float[] sigmas = new float[steps + 1];
    for (int k = 0; k < steps; k++) {
      double part = (double) k / (steps - 1);
      sigmas[k] = (float) Math.tan(part * low + (1 - part) * high);
    }
    return sigmas;
  }
}
