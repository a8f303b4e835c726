package io.atelier.diffusion.schedule;

/**
 * Levels between any two sigmas, evenly spaced in their logarithms. See <a
 * href="https://arxiv.org/abs/2206.00364">Elucidating the Design Space of Diffusion-Based
 * Generative Models</a>.
 */
public final class ContinuousLevels implements NoiseLevels {
  private static final int TABLE = 1000;
  private static final double ENDLESS = 999999999.9;

  private final float[] sigmas = new float[TABLE];

  public ContinuousLevels(double sigmaMin, double sigmaMax) {
    double from = Math.log(sigmaMin);
    double to = Math.log(sigmaMax);
    for (int i = 0; i < TABLE; i++) {
      sigmas[i] = (float) Math.exp(from + (to - from) * i / (TABLE - 1));
    }
  }

  @Override
  public float[] sigmas() {
    return sigmas;
  }

  @Override
  public double timestep(double sigma) {
    return 0.25 * Math.log(sigma);
  }

  @Override
  public float sigma(double timestep) {
    return (float) Math.exp(timestep / 0.25);
  }

  @Override
  public float percentToSigma(double percent) {
    if (percent <= 0) {
      return (float) ENDLESS;
    }
    if (percent >= 1) {
      return 0;
    }
    double logMin = Math.log(sigmaMin());
    return (float) Math.exp((Math.log(sigmaMax()) - logMin) * (1 - percent) + logMin);
  }
}
