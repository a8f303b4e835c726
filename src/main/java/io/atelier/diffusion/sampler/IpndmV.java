package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The multistep method of {@link Ipndm} with coefficients for uneven steps, as the <a
 * href="https://github.com/zju-pi/diff-sampler">diff-sampler</a> toolbox derives them.
 */
final class IpndmV implements Sampler {
  private static final int ORDER = 4;

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    List<FloatArray> slopes = new ArrayList<>();
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      slopes.add(0, Derivative.of(x, denoised, sigma));
      if (slopes.size() > ORDER) {
        slopes.remove(ORDER);
      }
      if (next == 0) {
        x = denoised;
      } else {
        double[] weights = weights(sigmas, i, slopes.size());
        for (int j = 0; j < weights.length; j++) {
          x = x.plus(weights[j] * (next - sigma), slopes.get(j));
        }
      }
    }
    return x;
  }

  private static double[] weights(float[] sigmas, int i, int order) {
    double[] c = new double[order];
    c[0] = 1;
    double h = step(sigmas, i + 1);
    if (order >= 2) {
      double h1 = step(sigmas, i);
      c[0] += h / (2 * h1);
      c[1] -= h / (2 * h1);
      if (order >= 3) {
        double h2 = step(sigmas, i - 1);
        double q = h1 / h2;
        double third = (1 - h * h / (3 * h1 * (h1 + h2))) / 2;
        c[0] += third;
        c[1] -= (1 + q) * third;
        c[2] += q * third;
        if (order >= 4) {
          addFourth(c, h, h1, h2, step(sigmas, i - 2));
        }
      }
    }
    return c;
  }

  private static void addFourth(double[] c, double h, double h1, double h2, double h3) {
    double q = h1 / h2;
    double p = h1 * (h1 + h2) / (h2 * (h2 + h3));
    double fourth =
        ((1 - h / (3 * (h + h1))) / 2 + (1 - h / (2 * (h + h1))) * h / (6 * (h + h1 + h2)))
            * (h * (h + h1) * (h + h1 + h2) / (h1 * (h1 + h2) * (h1 + h2 + h3)));
    c[0] += fourth;
    c[1] -= (1 + q + p) * fourth;
    c[2] += (q + p * (1 + h2 / h3)) * fourth;
    c[3] -= p * q * fourth;
  }

  /** The step that ends at index {@code i}. */
  private static double step(float[] sigmas, int i) {
    return (double) sigmas[i] - sigmas[i - 1];
  }
}
