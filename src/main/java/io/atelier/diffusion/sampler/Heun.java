package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Heun's method, of second order. See <a href="https://arxiv.org/abs/2206.00364">Elucidating the
 * Design Space of Diffusion-Based Generative Models</a>, algorithm 1.
 */
final class Heun implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      FloatArray d = Derivative.of(x, denoised, sigma);
      FloatArray ahead = x.plus(next - sigma, d);
      if (next == 0) {
        x = ahead;
      } else {
        FloatArray d2 = Derivative.of(ahead, model.denoise(ahead, next), next);
        x = x.plus((next - sigma) / 2, d.plus(d2));
      }
    }
    return x;
  }
}
