package io.atelier.diffusion.schedule;

import java.util.Arrays;

/** Which levels a sampling run goes through, given the steps and how much is to be changed. */
public final class StepPlan {
  private static final double WHOLE = 0.9999;

  private StepPlan() {}

  /**
   * The levels of a run.
   *
   * @param denoise the part of the way that is gone, 0 to 1; the steps are those of its end
   * @param dropPenultimate whether the level before the last is left out, as some samplers want
   * @return greatest first; empty when there is nothing to do
   */
  public static float[] sigmas(
      Scheduler scheduler, NoiseLevels levels, int steps, double denoise, boolean dropPenultimate) {
    if (denoise > WHOLE) {
      return whole(scheduler, levels, steps, dropPenultimate);
    }
    if (denoise <= 0) {
      return new float[0];
    }
    int total = (int) (steps / denoise);
    return last(whole(scheduler, levels, total, dropPenultimate), steps + 1);
  }

  private static float[] whole(
      Scheduler scheduler, NoiseLevels levels, int steps, boolean dropPenultimate) {
    if (!dropPenultimate) {
      return scheduler.sigmas(levels, steps);
    }
    float[] sigmas = scheduler.sigmas(levels, steps + 1);
    float[] kept = Arrays.copyOf(sigmas, sigmas.length - 1);
    kept[kept.length - 1] = sigmas[sigmas.length - 1];
    return kept;
  }

  /** The last {@code count} levels, or all if there are fewer. */
  public static float[] last(float[] sigmas, int count) {
    return Arrays.copyOfRange(sigmas, Math.max(0, sigmas.length - count), sigmas.length);
  }

  /**
   * The part of a run from one step to another; the rest of the noise is removed in the last step
   * unless it is to be left.
   *
   * @return empty when nothing is left to do
   */
  public static float[] between(float[] sigmas, int start, int end, boolean leaveNoise) {
    float[] part = sigmas;
    if (end < part.length - 1) {
      part = Arrays.copyOf(part, end + 1);
      if (!leaveNoise) {
        part[part.length - 1] = 0;
      }
    }
    if (start <= 0) {
      return part;
    }
    return start < part.length - 1 ? Arrays.copyOfRange(part, start, part.length) : new float[0];
  }
}
