package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The unified predictor and corrector of third order over predictions of the picture. See <a
 * href="https://arxiv.org/abs/2302.04867">UniPC: A Unified Predictor-Corrector Framework for Fast
 * Sampling of Diffusion Models</a>. It computes with the latent of the variance-preserving process,
 * {@code y = x/√(1 + σ²)}.
 *
 * @param bh2 whether B(h) is {@code e^h − 1} instead of h
 */
record UniPc(boolean bh2) implements Sampler {
  private static final int ORDER = 3;
  private static final float LAST = 0.001f;

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] given, SamplerRun run) {
    float[] sigmas = given.clone();
    int steps = sigmas.length - 1;
    if (sigmas[steps] == 0) {
      sigmas[steps] = LAST;
    }
    double end = sigmas[steps];
    FloatArray y = start.scaled(1 / Math.sqrt(1 + (double) sigmas[0] * sigmas[0]));
    if (steps > 1) {
      y = new Solving(model, sigmas, run).run(y, steps);
    }
    return y.scaled(Math.sqrt(1 + end * end));
  }

  @Override
  public boolean dropsPenultimate() {
    return true;
  }

  /** One run of the method. */
  private final class Solving {
    private final Denoiser model;
    private final float[] sigmas;
    private final SamplerRun run;
    private final List<FloatArray> predictions = new ArrayList<>();

    Solving(Denoiser model, float[] sigmas, SamplerRun run) {
      this.model = model;
      this.sigmas = sigmas;
      this.run = run;
    }

    FloatArray run(FloatArray start, int steps) {
      int order = Math.min(ORDER, steps - 1);
      FloatArray y = start;
      predictions.add(denoised(y, 0));
      run.step(0, y, predictions.get(0));
      for (int k = 1; k <= steps; k++) {
        int p = k < order ? k : Math.min(order, steps + 1 - k);
        boolean last = k == steps;
        y = step(y, k, p, !last);
        if (!last) {
          run.step(k, y, predictions.get(k));
        }
      }
      return y;
    }

    private FloatArray denoised(FloatArray y, int k) {
      double sigma = sigmas[k];
      return model.denoise(y.scaled(Math.sqrt(1 + sigma * sigma)), sigma);
    }

    /** The logarithm of the ratio of signal to noise, halved. */
    private double lambda(int k) {
      return -Math.log(sigmas[k]);
    }

    private double signal(int k) {
      return 1 / Math.sqrt(1 + (double) sigmas[k] * sigmas[k]);
    }

    private double noise(int k) {
      return sigmas[k] * signal(k);
    }

    private FloatArray step(FloatArray y, int k, int p, boolean correct) {
      double h = lambda(k) - lambda(k - 1);
      double e = -h;
      double growth = Math.expm1(e);
      double b = bh2 ? growth : e;
      double[] r = new double[p];
      List<FloatArray> differences = new ArrayList<>();
      FloatArray latest = predictions.get(k - 1);
      for (int j = 1; j < p; j++) {
        r[j - 1] = (lambda(k - 1 - j) - lambda(k - 1)) / h;
        FloatArray earlier = predictions.get(k - 1 - j);
        differences.add(FloatArray.combine(1 / r[j - 1], earlier, -1 / r[j - 1], latest));
      }
      r[p - 1] = 1;
      double[][] powers = new double[p][p];
      double[] right = new double[p];
      double g = growth / e - 1;
      double factorial = 1;
      for (int i = 1; i <= p; i++) {
        for (int j = 0; j < p; j++) {
          powers[i - 1][j] = Math.pow(r[j], i - 1);
        }
        right[i - 1] = g * factorial / b;
        factorial *= i + 1;
        g = g / e - 1 / factorial;
      }
      FloatArray base = FloatArray.combine(noise(k) / noise(k - 1), y, -signal(k) * growth, latest);
      FloatArray predicted = base;
      double[] rho = predictor(powers, right, p);
      for (int j = 0; j < rho.length; j++) {
        predicted = predicted.plus(-signal(k) * b * rho[j], differences.get(j));
      }
      if (!correct) {
        return predicted;
      }
      FloatArray now = denoised(predicted, k);
      predictions.add(now);
      double[] corrector = p == 1 ? new double[] {0.5} : LinearSystem.solve(powers, right);
      differences.add(now.minus(latest));
      FloatArray corrected = base;
      for (int j = 0; j < p; j++) {
        corrected = corrected.plus(-signal(k) * b * corrector[j], differences.get(j));
      }
      return corrected;
    }

    private double[] predictor(double[][] powers, double[] right, int p) {
      if (p <= 2) {
        return p == 1 ? new double[0] : new double[] {0.5};
      }
      double[][] part = new double[p - 1][];
      for (int i = 0; i < p - 1; i++) {
        part[i] = java.util.Arrays.copyOf(powers[i], p - 1);
      }
      return LinearSystem.solve(part, java.util.Arrays.copyOf(right, p - 1));
    }
  }
}
