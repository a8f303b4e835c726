package io.atelier.diffusion.schedule;

/**
 * Levels that are dense at both ends, by the quantiles of a beta distribution. See <a
 * href="https://arxiv.org/abs/2407.12173">Beta Sampling is All You Need</a>. Where neighbours fall
 * on one timestep there are fewer levels than asked for.
 */
public record BetaScheduler(double alpha, double beta) implements Scheduler {
  @Override
  public float[] sigmas(NoiseLevels levels, int steps) {
    float[] table = levels.sigmas();
    int last = table.length - 1;
    float[] found = new float[steps];
    int count = 0;
    long previous = -1;
    for (int k = 0; k < steps; k++) {
      long place =
          (long) Math.rint(BetaDistribution.quantile(1 - (double) k / steps, alpha, beta) * last);
      if (place != previous) {
        found[count++] = table[(int) place];
      }
      previous = place;
    }
    return java.util.Arrays.copyOf(java.util.Arrays.copyOf(found, count), count + 1);
  }
}
