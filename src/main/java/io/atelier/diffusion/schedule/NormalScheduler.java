package io.atelier.diffusion.schedule;

import java.util.Arrays;

/**
 * Levels of equally spaced timesteps.
 *
 * @param withoutLast whether the timesteps stop one short of the last, as in Stability's generative
 *     models
 */
record NormalScheduler(boolean withoutLast) implements Scheduler {
  private static final double NEARLY_ZERO = 1e-5;

  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    double start = levels.timestep(levels.sigmaMax());
    double end = levels.timestep(levels.sigmaMin());
    boolean endsInZero = Math.abs(levels.sigma(end)) <= NEARLY_ZERO;
    int count = endsInZero ? steps + 1 : steps;
    int intervals = withoutLast ? count : count - 1;
    float[] sigmas = new float[count];
    for (int k = 0; k < count; k++) {
      double part = intervals == 0 ? 0 : (double) k / intervals;
      sigmas[k] = levels.sigma((float) (start + (end - start) * part));
    }
    return endsInZero ? sigmas : Arrays.copyOf(sigmas, count + 1);
  }
}
