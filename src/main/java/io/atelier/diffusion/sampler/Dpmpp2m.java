package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;
import org.jspecify.annotations.Nullable;

/**
 * DPM-Solver++ of second order in multiple steps. See <a
 * href="https://arxiv.org/abs/2211.01095">DPM-Solver++</a>, algorithm 2, and for the variant guided
 * through the unguided prediction <a href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 *
 * @param cfgPp whether the noise comes from the unguided prediction
 */
record Dpmpp2m(boolean cfgPp) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    FloatArray old = null;
    double lastH = 0;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      double next = sigmas[i + 1];
      Denoiser.Prediction prediction = model.predict(x, sigma);
      run.step(i, x, prediction.guided());
      double h = Math.log(sigma / next);
      double r = next == 0 ? 0 : lastH / h;
      x = cfgPp ? guided(x, prediction, h, r, old) : plain(x, prediction.guided(), h, r, old);
      old = cfgPp ? prediction.unguided() : prediction.guided();
      lastH = h;
    }
    return x;
  }

  private static FloatArray plain(
      FloatArray x, FloatArray denoised, double h, double r, @Nullable FloatArray old) {
    FloatArray target =
        old == null || r == 0
            ? denoised
            : FloatArray.combine(1 + 1 / (2 * r), denoised, -1 / (2 * r), old);
    return FloatArray.combine(Math.exp(-h), x, -Math.expm1(-h), target);
  }

  private static FloatArray guided(
      FloatArray x, Denoiser.Prediction prediction, double h, double r, @Nullable FloatArray old) {
    double decay = Math.exp(-h);
    FloatArray sum =
        FloatArray.combine(1, prediction.guided(), -decay, prediction.unguided(), decay, x);
    return old == null || r == 0
        ? sum
        : sum.plus(-Math.expm1(-h) / (2 * r), prediction.guided().minus(old));
  }

  @Override
  public boolean usesUnguided() {
    return cfgPp;
  }
}
