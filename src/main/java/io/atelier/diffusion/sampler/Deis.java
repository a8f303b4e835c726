package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Interpolates the slopes in the time of the variance-preserving process and integrates them
 * numerically, of third order. See <a href="https://arxiv.org/abs/2204.13902">Fast Sampling of
 * Diffusion Models with Exponential Integrator</a> (tAB-DEIS).
 */
final class Deis implements Sampler {
  private static final int ORDER = 3;
  private static final int POINTS = 10000;
  private static final double LEAST = 0.002;
  private static final double GREATEST = 80;
  private static final double LEAST_TIME = 0.001;

  private static final double LOG_LEAST = Math.log(LEAST * LEAST + 1);
  private static final double LOG_GREATEST = Math.log(GREATEST * GREATEST + 1);
  private static final double BETA_RANGE =
      2 * (LOG_LEAST / LEAST_TIME - LOG_GREATEST) / (LEAST_TIME - 1);
  private static final double BETA_0 = LOG_GREATEST - BETA_RANGE / 2;

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    List<FloatArray> slopes = new ArrayList<>();
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      slopes.add(0, Derivative.of(x, denoised, sigmas[i]));
      if (slopes.size() > ORDER) {
        slopes.remove(ORDER);
      }
      int order = sigmas[i + 1] <= 0 ? 1 : slopes.size();
      if (order == 1) {
        x = x.plus((double) sigmas[i + 1] - sigmas[i], slopes.get(0));
      } else {
        double[] weights = weights(sigmas, i, order);
        for (int j = 0; j < order; j++) {
          x = x.plus(weights[j], slopes.get(j));
        }
      }
    }
    return x;
  }

  private static double[] weights(float[] sigmas, int i, int order) {
    double[] nodes = new double[order];
    for (int k = 0; k < order; k++) {
      nodes[k] = time(sigmas[i - k]);
    }
    double from = nodes[0];
    double to = time(sigmas[i + 1]);
    double[] sums = new double[order];
    for (int p = 0; p < POINTS; p++) {
      double tau = from + (to - from) * p / (POINTS - 1);
      double g = integrand(tau);
      for (int j = 0; j < order; j++) {
        sums[j] += g * Quadrature.lagrange(nodes, j, tau);
      }
    }
    for (int j = 0; j < order; j++) {
      sums[j] *= (to - from) / POINTS;
    }
    return sums;
  }

  /** The time at which the process has this level. */
  private static double time(double sigma) {
    double root = Math.sqrt(BETA_0 * BETA_0 + 2 * BETA_RANGE * Math.log(sigma * sigma + 1));
    return (root - BETA_0) / BETA_RANGE;
  }

  private static double integrand(double tau) {
    double alpha = Math.exp(-tau * tau * BETA_RANGE / 2 - tau * BETA_0);
    return 0.5 * (tau * BETA_RANGE + BETA_0) / Math.sqrt(alpha * (1 - alpha));
  }
}
