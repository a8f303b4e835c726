package io.atelier.diffusion.schedule;

/**
 * The levels of rectified flow, where a level is the part of noise in the mixture, 0 to 1. Evenly
 * spaced times are shifted towards noise: {@code σ(t) = s·t / (1 + (s − 1)·t)}. See <a
 * href="https://arxiv.org/abs/2403.03206">Scaling Rectified Flow Transformers for High-Resolution
 * Image Synthesis</a>, section 5.3.2.
 */
public final class FlowLevels implements NoiseLevels {
  private final float[] sigmas;
  private final double shift;
  private final double timesteps;

  /**
   * Levels.
   *
   * @param shift s, above 0; 1 for none
   * @param timesteps what the network is told at level 1, and in proportion below
   * @param count of levels in the table
   */
  public FlowLevels(double shift, double timesteps, int count) {
    if (!(shift > 0)) {
      throw new IllegalArgumentException("the shift must be above 0, not " + shift);
    }
    this.shift = shift;
    this.timesteps = timesteps;
    this.sigmas = new float[count];
    for (int i = 0; i < count; i++) {
      sigmas[i] = (float) shifted((i + 1.0) / count);
    }
  }

  private double shifted(double time) {
    return shift * time / (1 + (shift - 1) * time);
  }

  @Override
  public float[] sigmas() {
    return sigmas;
  }

  @Override
  public double timestep(double sigma) {
    return sigma * timesteps;
  }

  @Override
  public float sigma(double timestep) {
    return (float) shifted(timestep / timesteps);
  }

  @Override
  public float percentToSigma(double percent) {
    if (percent <= 0) {
      return 1;
    }
    return percent >= 1 ? 0 : (float) shifted(1 - percent);
  }
}
