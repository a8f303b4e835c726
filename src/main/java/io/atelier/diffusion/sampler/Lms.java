package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The linear multistep method of Adams and Bashforth for uneven steps. See <a
 * href="https://arxiv.org/abs/2202.09778">Pseudo Numerical Methods for Diffusion Models</a>.
 *
 * @param order how many slopes are used at most
 */
public record Lms(int order) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    List<FloatArray> slopes = new ArrayList<>();
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      slopes.add(0, Derivative.of(x, denoised, sigmas[i]));
      if (slopes.size() > order) {
        slopes.remove(order);
      }
      if (sigmas[i + 1] == 0) {
        x = denoised;
      } else {
        for (int j = 0; j < slopes.size(); j++) {
          x = x.plus(coefficient(sigmas, i, slopes.size(), j), slopes.get(j));
        }
      }
    }
    return x;
  }

  /** The integral of the j-th Lagrange polynomial over the step. */
  private static double coefficient(float[] sigmas, int i, int count, int j) {
    double[] nodes = new double[count];
    for (int k = 0; k < count; k++) {
      nodes[k] = sigmas[i - k];
    }
    return Quadrature.integrate(t -> Quadrature.lagrange(nodes, j, t), sigmas[i], sigmas[i + 1]);
  }
}
