package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Jumps to the picture and back to the next level. See <a
 * href="https://arxiv.org/abs/2310.04378">Latent Consistency Models</a>, algorithm 3.
 */
final class Lcm implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      double next = sigmas[i + 1];
      double kept = run.isFlow() ? 1 - next : 1;
      x = next > 0 ? FloatArray.combine(kept, denoised, next, run.noise()) : denoised;
    }
    return x;
  }
}
