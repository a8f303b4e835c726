package io.atelier.diffusion.schedule;

/**
 * The 1000 levels of Stable Diffusion, or every n-th of them as distilled models use. See <a
 * href="https://arxiv.org/abs/2006.11239">Denoising Diffusion Probabilistic Models</a>.
 */
public final class DiscreteLevels implements NoiseLevels {
  private static final int TIMESTEPS = 1000;
  private static final double BETA_START = 0.00085;
  private static final double BETA_END = 0.012;
  private static final double ENDLESS = 999999999.9;

  /** What stands for a last ᾱ of zero, which no finite sigma could. */
  private static final double LAST_ALPHA = 4.8973451890853435e-08;

  private final float[] sigmas;
  private final float[] logSigmas;
  private final int stride;

  private DiscreteLevels(float[] sigmas, int stride) {
    this.sigmas = sigmas;
    this.stride = stride;
    this.logSigmas = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      logSigmas[i] = (float) Math.log(sigmas[i]);
    }
  }

  /** The levels of Stable Diffusion 1, 2 and XL. */
  public static DiscreteLevels stableDiffusion() {
    double[] alphas = new double[TIMESTEPS];
    double product = 1;
    double start = Math.sqrt(BETA_START);
    double step = (Math.sqrt(BETA_END) - start) / (TIMESTEPS - 1);
    for (int i = 0; i < TIMESTEPS; i++) {
      double root = start + i * step;
      product *= 1 - root * root;
      alphas[i] = product;
    }
    return new DiscreteLevels(toSigmas(alphas), 1);
  }

  /**
   * The same levels stretched so that the last has (nearly) no signal left. See <a
   * href="https://arxiv.org/abs/2305.08891">Common Diffusion Noise Schedules and Sample Steps are
   * Flawed</a>.
   */
  public DiscreteLevels withZeroTerminalSnr() {
    double first = root(0);
    double last = root(sigmas.length - 1);
    double[] alphas = new double[sigmas.length];
    for (int i = 0; i < alphas.length; i++) {
      double shifted = (root(i) - last) * first / (first - last);
      alphas[i] = shifted * shifted;
    }
    alphas[alphas.length - 1] = LAST_ALPHA;
    return new DiscreteLevels(toSigmas(alphas), stride);
  }

  /** √ᾱ of a level. */
  private double root(int i) {
    return Math.sqrt(1 / ((double) sigmas[i] * sigmas[i] + 1));
  }

  /** Every n-th level, counted from the greatest. */
  public DiscreteLevels everyNth(int n) {
    float[] kept = new float[sigmas.length / n];
    for (int i = 0; i < kept.length; i++) {
      kept[kept.length - 1 - i] = sigmas[sigmas.length - 1 - i * n];
    }
    return new DiscreteLevels(kept, n);
  }

  private static float[] toSigmas(double[] alphas) {
    float[] sigmas = new float[alphas.length];
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = (float) Math.sqrt((1 - alphas[i]) / alphas[i]);
    }
    return sigmas;
  }

  @Override
  public float[] sigmas() {
    return sigmas;
  }

  @Override
  public double timestep(double sigma) {
    float logSigma = (float) Math.log(sigma);
    int nearest = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < logSigmas.length; i++) {
      float distance = Math.abs(logSigma - logSigmas[i]);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return (double) nearest * stride + stride - 1;
  }

  @Override
  public float sigma(double timestep) {
    double place = (timestep - (stride - 1)) / stride;
    place = Math.max(0, Math.min(sigmas.length - 1, place));
    int low = (int) Math.floor(place);
    int high = (int) Math.ceil(place);
    double weight = place - low;
    return (float) Math.exp((1 - weight) * logSigmas[low] + weight * logSigmas[high]);
  }

  @Override
  public float percentToSigma(double percent) {
    if (percent <= 0) {
      return (float) ENDLESS;
    }
    return percent >= 1 ? 0 : sigma((1 - percent) * (TIMESTEPS - 1));
  }
}
