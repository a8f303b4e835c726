package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method with noise added after every step. See <a
 * href="https://arxiv.org/abs/2006.11239">Denoising Diffusion Probabilistic Models</a> for the
 * process that it follows.
 */
public record EulerAncestral(double eta, double noiseScale) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      AncestralStep step = AncestralStep.of(run, sigmas[i], sigmas[i + 1], eta);
      if (step.down() == 0) {
        x = denoised;
      } else {
        x = x.plus(step.down() - sigmas[i], Derivative.of(x, denoised, sigmas[i]));
        x = step.renoised(x, noiseScale, run);
      }
    }
    return x;
  }
}
