package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method. See <a href="https://arxiv.org/abs/2206.00364">Elucidating the Design Space of
 * Diffusion-Based Generative Models</a>, algorithm 2 without churn.
 *
 * @param ddim whether it goes under the name of DDIM, with which it agrees on these levels; see <a
 *     href="https://arxiv.org/abs/2010.02502">Denoising Diffusion Implicit Models</a>
 */
record Euler(boolean ddim) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      x = x.plus((double) sigmas[i + 1] - sigmas[i], Derivative.of(x, denoised, sigmas[i]));
    }
    return x;
  }

  @Override
  public boolean drawsOwnInpaintNoise() {
    return ddim;
  }
}
