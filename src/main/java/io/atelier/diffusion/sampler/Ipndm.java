package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The multistep method of Adams and Bashforth for even steps, of fourth order. See <a
 * href="https://arxiv.org/abs/2204.13902">Fast Sampling of Diffusion Models with Exponential
 * Integrator</a> (iPNDM).
 */
final class Ipndm implements Sampler {
  private static final double[][] COEFFICIENTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

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
      if (next == 0) {
        x = denoised;
      } else {
        double[] weights = COEFFICIENTS[Math.min(slopes.size(), COEFFICIENTS.length) - 1];
        for (int j = 0; j < weights.length; j++) {
          x = x.plus(weights[j] * (next - sigma), slopes.get(j));
        }
      }
      if (slopes.size() == COEFFICIENTS.length) {
        slopes.remove(slopes.size() - 1);
      }
    }
    return x;
  }
}
