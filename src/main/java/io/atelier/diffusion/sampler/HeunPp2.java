package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Heun's method with slopes of up to three levels, weighed by the levels. See <a
 * href="https://github.com/Carzit/sd-webui-samplers-scheduler">Heun++2</a>, after <a
 * href="https://arxiv.org/abs/2206.00364">Elucidating the Design Space of Diffusion-Based
 * Generative Models</a>.
 */
final class HeunPp2 implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    int last = sigmas.length - 1;
    for (int i = 0; i < last; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      FloatArray d = Derivative.of(x, denoised, sigma);
      FloatArray slope = d;
      if (i + 1 < last) {
        FloatArray x2 = x.plus(next - sigma, d);
        FloatArray d2 = Derivative.of(x2, model.denoise(x2, next), next);
        if (i + 2 == last) {
          double w2 = next / (2 * sigmas[0]);
          slope = FloatArray.combine(1 - w2, d, w2, d2);
        } else {
          double third = sigmas[i + 2];
          FloatArray x3 = x2.plus(third - next, d2);
          FloatArray d3 = Derivative.of(x3, model.denoise(x3, third), third);
          double w2 = next / (3 * sigmas[0]);
          double w3 = third / (3 * sigmas[0]);
          slope = FloatArray.combine(1 - w2 - w3, d, w2, d2, w3, d3);
        }
      }
      x = x.plus(next - sigma, slope);
    }
    return x;
  }
}
