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
  private final Clock clock;

  /** What a network is told of a level. */
  public enum Clock {
    /** A quarter of the logarithm. */
    LOGARITHM {
      @Override
      double timestep(double sigma) {
        return 0.25 * Math.log(sigma);
      }

      @Override
      double sigma(double timestep) {
        return Math.exp(timestep / 0.25);
      }
    },
    /**
     * The angle between picture and noise, in right angles. See <a
     * href="https://arxiv.org/abs/2202.00512">Progressive Distillation for Fast Sampling of
     * Diffusion Models</a>.
     */
    ANGLE {
      @Override
      double timestep(double sigma) {
        return Math.atan(sigma) / Math.PI * 2;
      }

      @Override
      double sigma(double timestep) {
        return Math.tan(timestep * Math.PI / 2);
      }
    },
    /** The part of noise in a mixture with the picture, 0 to 1. */
    MIXTURE {
      @Override
      double timestep(double sigma) {
        return sigma / (sigma + 1);
      }

      @Override
      double sigma(double timestep) {
        return timestep < 1 ? timestep / (1 - timestep) : Double.POSITIVE_INFINITY;
      }
    };

    abstract double timestep(double sigma);

    abstract double sigma(double timestep);
  }

  /**
   * Levels.
   *
   * @param sigmaMin above 0
   * @param sigmaMax above {@code sigmaMin}
   */
  public ContinuousLevels(double sigmaMin, double sigmaMax, Clock clock) {
    if (!(sigmaMin > 0 && sigmaMax > sigmaMin)) {
      throw new IllegalArgumentException(
          "the least level must be above 0 and below the greatest, not %s of %s"
              .formatted(sigmaMin, sigmaMax));
    }
    this.clock = clock;
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
    return clock.timestep(sigma);
  }

  @Override
  public float sigma(double timestep) {
    return (float) clock.sigma(timestep);
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
