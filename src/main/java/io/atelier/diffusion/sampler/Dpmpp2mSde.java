package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * DPM-Solver++ of second order in multiple steps for the stochastic process. See <a
 * href="https://arxiv.org/abs/2211.01095">DPM-Solver++</a>.
 *
 * @param heun whether the correction is that of Heun's method instead of the midpoint's
 */
public record Dpmpp2mSde(double eta, double noiseScale, boolean heun) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    SamplerRun.StepNoise noise = SdeNoise.of(sigmas, run);
    FloatArray x = start;
    FloatArray old = null;
    double lastH = 0;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      if (next == 0) {
        x = denoised;
      } else {
        double h = Math.log(sigma / next);
        double total = h * (1 + eta);
        double reached = -Math.expm1(-total);
        x = FloatArray.combine(Math.exp(-total), x, reached, denoised);
        if (old != null) {
          double part = heun ? 1 - reached / total : reached / 2;
          x = x.plus(part * h / lastH, denoised.minus(old));
        }
        if (eta > 0) {
          double level = next * Math.sqrt(-Math.expm1(-2 * h * eta));
          x = x.plus(level * noiseScale, noise.between(sigma, next));
        }
        lastH = h;
      }
      old = denoised;
    }
    return x;
  }
}
