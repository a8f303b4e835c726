package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import org.jspecify.annotations.Nullable;

/**
 * DPM-Solver++ of third order in multiple steps for the stochastic process. See <a
 * href="https://arxiv.org/abs/2211.01095">DPM-Solver++</a>.
 */
public record Dpmpp3mSde(double eta, double noiseScale) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    if (run.isFlow()) {
      return FlowAsNoise.sample(this, model, start, sigmas, run);
    }
    SamplerRun.StepNoise noise = SdeNoise.of(sigmas, run);
    FloatArray x = start;
    History history = new History(null, 0, null, 0);
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      FloatArray denoised = model.denoise(x, sigma);
      run.step(i, x, denoised);
      if (next == 0) {
        x = denoised;
        continue;
      }
      double h = Math.log(sigma / next);
      double total = h * (1 + eta);
      x = FloatArray.combine(Math.exp(-total), x, -Math.expm1(-total), denoised);
      x = history.correct(x, denoised, h, total);
      if (eta > 0) {
        double level = next * Math.sqrt(-Math.expm1(-2 * h * eta));
        x = x.plus(level * noiseScale, noise.between(sigma, next));
      }
      history = new History(denoised, h, history.last, history.lastH);
    }
    return x;
  }

  /** The two steps before. */
  private record History(
      @Nullable FloatArray last,
      double lastH,
      @Nullable FloatArray beforeLast,
      double beforeLastH) {
    FloatArray correct(FloatArray x, FloatArray denoised, double h, double total) {
      if (last == null) {
        return x;
      }
      double phi2 = Math.expm1(-total) / total + 1;
      double r0 = lastH / h;
      FloatArray d0 = FloatArray.combine(1 / r0, denoised, -1 / r0, last);
      if (beforeLast == null) {
        return x.plus(phi2, d0);
      }
      double r1 = beforeLastH / h;
      FloatArray d1 = FloatArray.combine(1 / r1, last, -1 / r1, beforeLast);
      FloatArray change = d0.minus(d1);
      double phi3 = phi2 / total - 0.5;
      FloatArray first = d0.plus(r0 / (r0 + r1), change);
      return FloatArray.combine(1, x, phi2, first, -phi3 / (r0 + r1), change);
    }
  }
}
