package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * A second-order exponential integrator in multiple steps, with noise added when {@code eta} is not
 * 0. See <a href="https://arxiv.org/abs/2308.02157">Improved Order Analysis and Design of
 * Exponential Integrator for Diffusion Models Sampling</a> (RES), and for the variant guided
 * through the unguided prediction <a href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 *
 * @param cfgPp whether the noise comes from the unguided prediction
 */
record ResMultistep(double eta, boolean cfgPp) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    FloatArray old = null;
    double oldDown = 0;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      Denoiser.Prediction prediction = model.predict(x, sigma);
      FloatArray denoised = prediction.guided();
      run.step(i, x, denoised);
      AncestralStep step = AncestralStep.of(sigma, sigmas[i + 1], eta);
      double down = step.down();
      if (down == 0 || old == null) {
        x =
            cfgPp
                ? denoised.plus(down, Derivative.of(x, prediction.unguided(), sigma))
                : x.plus(down - sigma, Derivative.of(x, denoised, sigma));
      } else {
        double h = Math.log(sigma / down);
        double c2 = (Math.log(oldDown) - Math.log(sigmas[i - 1])) / h;
        double phi1 = -Math.expm1(-h) / h;
        double phi2 = (1 - phi1) / h;
        double b2 = zeroIfNaN(phi2 / c2);
        double b1 = zeroIfNaN(phi1 - b2);
        FloatArray base =
            cfgPp ? FloatArray.combine(1, x, 1, denoised, -1, prediction.unguided()) : x;
        FloatArray target = cfgPp ? prediction.unguided() : denoised;
        x = FloatArray.combine(Math.exp(-h), base, h * b1, target, h * b2, old);
      }
      if (sigmas[i + 1] > 0 && eta != 0) {
        x = x.plus(step.up(), run.noise());
      }
      old = cfgPp ? prediction.unguided() : denoised;
      oldDown = down;
    }
    return x;
  }

  private static double zeroIfNaN(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  @Override
  public boolean usesUnguided() {
    return cfgPp;
  }
}
