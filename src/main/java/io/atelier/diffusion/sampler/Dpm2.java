package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * The midpoint method in the logarithm of the level, with noise added when {@code eta} is not 0.
 * See <a href="https://arxiv.org/abs/2206.00927">DPM-Solver</a>, second order.
 */
record Dpm2(double eta) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      AncestralStep step = AncestralStep.of(run, sigma, sigmas[i + 1], eta);
      FloatArray d = Derivative.of(x, denoised, sigma);
      if (step.down() == 0) {
        x = x.plus(-sigma, d);
      } else {
        double middle = Math.sqrt(sigma * step.down());
        FloatArray x2 = x.plus(middle - sigma, d);
        FloatArray d2 = Derivative.of(x2, model.denoise(x2, middle), middle);
        x = x.plus(step.down() - sigma, d2);
        if (eta != 0) {
          x = step.renoised(x, 1, run);
        }
      }
    }
    return x;
  }

  @Override
  public boolean dropsPenultimate() {
    return true;
  }
}
