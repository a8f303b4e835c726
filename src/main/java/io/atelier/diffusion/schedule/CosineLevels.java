package io.atelier.diffusion.schedule;

/**
 * Levels by a cosine, with the logarithm of the signal-to-noise ratio shifted for pictures of
 * another size, as Stable Cascade has them. See <a href="https://arxiv.org/abs/2102.09672">Improved
 * Denoising Diffusion Probabilistic Models</a> and <a href="https://arxiv.org/abs/2301.11093">
 * simple diffusion</a>.
 */
public final class CosineLevels implements NoiseLevels {
  private static final int TABLE = 10_000;
  private static final double OFFSET = 0.008;
  private static final double LEAST_SIGNAL = 1e-4;
  private static final double MOST_SIGNAL = 0.9999;
  private static final double ENDLESS = 999999999.9;

  private final float[] sigmas = new float[TABLE];
  private final double shift;
  private final double start;

  /**
   * Levels.
   *
   * @param shift by how much larger the pictures' sides are than those of the cosine; above 0
   */
  public CosineLevels(double shift) {
    if (!(shift > 0)) {
      throw new IllegalArgumentException("the shift must be above 0, not " + shift);
    }
    this.shift = shift;
    this.start = squaredCosine(OFFSET / (1 + OFFSET));
    for (int i = 0; i < TABLE; i++) {
      sigmas[i] = sigma((i + 1.0) / TABLE);
    }
  }

  private static double squaredCosine(double part) {
    double cosine = Math.cos(part * Math.PI / 2);
    return cosine * cosine;
  }

  @Override
  public float[] sigmas() {
    return sigmas;
  }

  /** The time 0 to 1 of a level as if there were no shift. */
  @Override
  public double timestep(double sigma) {
    double signal = 1 / (sigma * sigma + 1);
    return Math.acos(Math.sqrt(signal * start)) / (Math.PI / 2) * (1 + OFFSET) - OFFSET;
  }

  @Override
  public float sigma(double timestep) {
    double signal = squaredCosine((timestep + OFFSET) / (1 + OFFSET)) / start;
    if (shift != 1) {
      double ratio = signal / (1 - signal) / (shift * shift);
      signal = ratio == Double.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
    }
    signal = Math.max(LEAST_SIGNAL, Math.min(MOST_SIGNAL, signal));
    return (float) Math.sqrt((1 - signal) / signal);
  }

  @Override
  public float percentToSigma(double percent) {
    if (percent <= 0) {
      return (float) ENDLESS;
    }
    return percent >= 1 ? 0 : sigma(1 - percent);
  }
}
