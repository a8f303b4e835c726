package io.atelier.diffusion.schedule;

/**
 * What a network's output means, and in what scale it takes its input. With σ the level, x the
 * noisy latent and v the output, the picture is {@code a·x + b·v}.
 */
public enum Parameterization {
  /** The noise. */
  EPS {
    @Override
    public Weights picture(double sigma, double timestep) {
      return new Weights(1, -sigma);
    }
  },
  /**
   * The velocity between picture and noise. See <a href="https://arxiv.org/abs/2202.00512">
   * Progressive Distillation for Fast Sampling of Diffusion Models</a>.
   */
  V {
    @Override
    public Weights picture(double sigma, double timestep) {
      double variance = sigma * sigma + 1;
      return new Weights(1 / variance, -sigma / Math.sqrt(variance));
    }
  },
  /**
   * The noise, with the weights of consistency models. See <a
   * href="https://arxiv.org/abs/2310.04378">Latent Consistency Models</a>.
   */
  LCM {
    @Override
    public Weights picture(double sigma, double timestep) {
      double scaled = timestep * 10;
      double root = Math.sqrt(scaled * scaled + LCM_DEVIATION * LCM_DEVIATION);
      double skip = LCM_DEVIATION * LCM_DEVIATION / (root * root);
      double out = scaled / root;
      return new Weights(out + skip, -sigma * out);
    }
  },
  /** The picture. */
  X0 {
    @Override
    public Weights picture(double sigma, double timestep) {
      return new Weights(0, 1);
    }
  },
  /** The picture, from an input that is not scaled. */
  IMG_TO_IMG {
    @Override
    public Weights picture(double sigma, double timestep) {
      return new Weights(0, 1);
    }

    @Override
    public double inputScale(double sigma) {
      return 1;
    }
  },
  /**
   * As in <a href="https://arxiv.org/abs/2206.00364">Elucidating the Design Space of
   * Diffusion-Based Generative Models</a> with a deviation of ½.
   */
  EDM {
    @Override
    public Weights picture(double sigma, double timestep) {
      double variance = sigma * sigma + 0.25;
      return new Weights(0.25 / variance, sigma * 0.5 / Math.sqrt(variance));
    }

    @Override
    public double inputScale(double sigma) {
      return 1 / Math.sqrt(sigma * sigma + 0.25);
    }
  },
  /**
   * The way from picture to noise, whose mixture has the part σ of noise. See <a
   * href="https://arxiv.org/abs/2210.02747">Flow Matching for Generative Modeling</a>.
   */
  FLOW {
    @Override
    public Weights picture(double sigma, double timestep) {
      return new Weights(1, -sigma);
    }

    @Override
    public double inputScale(double sigma) {
      return 1;
    }

    @Override
    public double noiseShare(double sigma, boolean fromNoise) {
      return sigma;
    }

    @Override
    public double latentShare(double sigma) {
      return 1 - sigma;
    }
  },
  /** As {@link #FLOW}, but with noise added to the picture: σ is the ratio of the two. */
  FLOW_RATIO {
    @Override
    public Weights picture(double sigma, double timestep) {
      return new Weights(1 / (sigma + 1), -sigma / (sigma + 1));
    }

    @Override
    public double inputScale(double sigma) {
      return 1 / (sigma + 1);
    }

    @Override
    public double noiseShare(double sigma, boolean fromNoise) {
      return sigma;
    }
  };

  private static final double LCM_DEVIATION = 0.5;

  /** The factors of the noisy latent and of the network's output. */
  public record Weights(double latent, double output) {}

  /** How the picture is put together. */
  public abstract Weights picture(double sigma, double timestep);

  /** What the noisy latent is multiplied with for the network. */
  public double inputScale(double sigma) {
    return 1 / Math.sqrt(sigma * sigma + 1);
  }

  /**
   * What noise is multiplied with to be of a level.
   *
   * @param fromNoise whether the level is the greatest, at which a picture is to leave no trace
   */
  public double noiseShare(double sigma, boolean fromNoise) {
    return fromNoise ? Math.sqrt(1 + sigma * sigma) : sigma;
  }

  /** What the latent is multiplied with before the noise of a level is added. */
  public double latentShare(double sigma) {
    return 1;
  }
}
