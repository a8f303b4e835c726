package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * The reverse process itself. See <a href="https://arxiv.org/abs/2006.11239">Denoising Diffusion
 * Probabilistic Models</a>, algorithm 2.
 */
final class Ddpm implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      FloatArray noise = Derivative.of(x, denoised, sigma);
      double signal = 1 / (sigma * sigma + 1);
      double nextSignal = 1 / (next * next + 1);
      double alpha = signal / nextSignal;
      double scale = Math.sqrt(1 / alpha);
      x =
          FloatArray.combine(
              scale / Math.sqrt(1 + sigma * sigma),
              x,
              -scale * (1 - alpha) / Math.sqrt(1 - signal),
              noise);
      if (next > 0) {
        double deviation = Math.sqrt((1 - alpha) * (1 - nextSignal) / (1 - signal));
        x = x.plus(deviation, run.noise()).scaled(Math.sqrt(1 + next * next));
      }
    }
    return x;
  }
}
