package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Exponential stochastic steps with two or three stages. See <a
 * href="https://arxiv.org/abs/2305.14267">SEEDS: Exponential SDE Solvers for Fast High-Quality
 * Sampling from Diffusion Models</a>.
 *
 * @param stages 2 or 3
 */
record Seeds(int stages) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      if (next == 0) {
        x = denoised;
      } else {
        x =
            stages == 2
                ? two(model, x, denoised, sigma, next, run)
                : three(model, x, denoised, sigma, next, run);
      }
    }
    return x;
  }

  private static FloatArray two(
      Denoiser model,
      FloatArray x,
      FloatArray denoised,
      double sigma,
      double next,
      SamplerRun run) {
    double h = Math.log(sigma / next);
    double middle = Math.sqrt(sigma * next);
    double growth = Math.sqrt(-Math.expm1(-h));
    FloatArray noise1 = run.noise();
    FloatArray noise2 = run.noise();
    FloatArray x2 =
        FloatArray.combine(
            middle / sigma * Math.exp(-h / 2),
            x,
            -Math.expm1(-h),
            denoised,
            growth * middle,
            noise1);
    FloatArray denoised2 = model.denoise(x2, middle);
    FloatArray noise = FloatArray.combine(growth * Math.exp(-h / 2), noise1, growth, noise2);
    return FloatArray.combine(
        next / sigma * Math.exp(-h), x, -Math.expm1(-2 * h), denoised2, next, noise);
  }

  private static FloatArray three(
      Denoiser model,
      FloatArray x,
      FloatArray denoised,
      double sigma,
      double next,
      SamplerRun run) {
    double h = Math.log(sigma / next);
    double total = 2 * h;
    double sigma1 = sigma * Math.exp(-h / 3);
    double sigma2 = sigma * Math.exp(-2 * h / 3);
    double growth = Math.sqrt(-Math.expm1(-total / 3));
    double decay = Math.exp(-h / 3);
    FloatArray noise1 = run.noise();
    FloatArray noise2 = run.noise();
    FloatArray noise3 = run.noise();

    FloatArray z = noise1.scaled(growth);
    FloatArray x2 =
        FloatArray.combine(sigma1 / sigma * decay, x, -Math.expm1(-total / 3), denoised, sigma1, z);
    FloatArray denoised2 = model.denoise(x2, sigma1);

    double a2 = 2 * phi(-2 * total / 3);
    double a1 = Math.expm1(-2 * total / 3) - a2;
    z = FloatArray.combine(decay, z, growth, noise2);
    FloatArray drift = FloatArray.combine(a1, denoised, a2, denoised2);
    FloatArray x3 =
        FloatArray.combine(sigma2 / sigma * Math.exp(-2 * h / 3), x, -1, drift, sigma2, z);
    FloatArray denoised3 = model.denoise(x3, sigma2);

    double b3 = 1.5 * phi(-total);
    double b1 = Math.expm1(-total) - b3;
    z = FloatArray.combine(decay, z, growth, noise3);
    drift = FloatArray.combine(b1, denoised, b3, denoised3);
    return FloatArray.combine(next / sigma * Math.exp(-h), x, -1, drift, next, z);
  }

  private static double phi(double v) {
    return (Math.expm1(v) - v) / v;
  }
}
