package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * DPM-Solver++ of second order in single steps for the stochastic process. See <a
 * href="https://arxiv.org/abs/2211.01095">DPM-Solver++</a>.
 *
 * @param r where the intermediate point lies, as a part of the step in λ
 */
public record DpmppSde(double eta, double noiseScale, double r) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    SamplerRun.StepNoise noise = SdeNoise.of(sigmas, run);
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      if (next == 0) {
        x = denoised;
        continue;
      }
      double middle = (float) Math.exp(Math.log(sigma) + r * Math.log(next / sigma));
      FloatArray x2 = toward(x, denoised, sigma, middle, noise);
      FloatArray denoised2 = model.denoise(x2, middle);
      double f = 1 / (2 * r);
      FloatArray mixed = FloatArray.combine(1 - f, denoised, f, denoised2);
      x = toward(x, mixed, sigma, next, noise);
    }
    return x;
  }

  private FloatArray toward(
      FloatArray x, FloatArray denoised, double sigma, double next, SamplerRun.StepNoise noise) {
    AncestralStep step = AncestralStep.of(sigma, next, eta);
    double h = Math.log(sigma / step.down());
    FloatArray moved = FloatArray.combine(Math.exp(-h), x, -Math.expm1(-h), denoised);
    return step.up() == 0 ? moved : moved.plus(step.up() * noiseScale, noise.between(sigma, next));
  }
}
