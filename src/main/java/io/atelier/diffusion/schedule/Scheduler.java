package io.atelier.diffusion.schedule;

/** A way to choose the noise levels that sampling goes through. */
@FunctionalInterface
public interface Scheduler {
  /**
   * The levels, greatest first, with 0 at the end: {@code steps} + 1 of them, unless the
   * implementation says otherwise.
   *
   * @param steps at least 1
   */
  float[] sigmas(NoiseLevels levels, int steps);
}
