package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * DPM-Solver++ of second order in single steps, with noise added. See <a
 * href="https://arxiv.org/abs/2211.01095">DPM-Solver++</a>, algorithm 1, and for the variant guided
 * through the unguided prediction <a href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 *
 * @param cfgPp whether the noise comes from the unguided prediction
 */
public record Dpmpp2sAncestral(double eta, double noiseScale, boolean cfgPp) implements Sampler {
  /** The middle after pure noise, whose ratio to the picture has no bound. */
  private static final double ALMOST_NOISE = 0.9999;

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      double sigma = sigmas[i];
      Denoiser.Prediction prediction = model.predict(x, sigma);
      run.step(i, x, prediction.guided());
      AncestralStep step = AncestralStep.of(run, sigma, sigmas[i + 1], eta);
      if (step.down() == 0) {
        FloatArray d = Derivative.of(x, cfgPp ? prediction.unguided() : prediction.guided(), sigma);
        x = cfgPp ? prediction.guided().plus(step.down(), d) : x.plus(-sigma, d);
      } else {
        x =
            run.isFlow()
                ? betweenOfFlow(model, x, sigma, step.down(), prediction.guided())
                : between(model, x, sigma, step.down(), prediction);
      }
      if (sigmas[i + 1] > 0 && eta != 0) {
        x = step.renoised(x, noiseScale, run);
      }
    }
    return x;
  }

  private FloatArray between(
      Denoiser model, FloatArray x, double sigma, double down, Denoiser.Prediction prediction) {
    double h = Math.log(sigma / down);
    double middle = sigma * Math.exp(-h / 2);
    FloatArray x1 = away(x, prediction.guided(), prediction.unguided());
    FloatArray u = FloatArray.combine(middle / sigma, x1, -Math.expm1(-h / 2), prediction.guided());
    Denoiser.Prediction second = model.predict(u, middle);
    FloatArray x2 = away(x, prediction.guided(), second.unguided());
    return FloatArray.combine(down / sigma, x2, -Math.expm1(-h), second.guided());
  }

  /** The same where levels are parts of noise; the middle is that of the signal-to-noise ratio. */
  private static FloatArray betweenOfFlow(
      Denoiser model, FloatArray x, double sigma, double down, FloatArray denoised) {
    double ratio = Math.sqrt(sigma / (1 - sigma) * down / (1 - down));
    double middle = sigma >= 1 ? ALMOST_NOISE : ratio / (1 + ratio);
    FloatArray u = FloatArray.combine(middle / sigma, x, 1 - middle / sigma, denoised);
    return FloatArray.combine(down / sigma, x, 1 - down / sigma, model.denoise(u, middle));
  }

  private FloatArray away(FloatArray x, FloatArray guided, FloatArray unguided) {
    return cfgPp ? FloatArray.combine(1, x, 1, guided, -1, unguided) : x;
  }

  @Override
  public boolean usesUnguided() {
    return cfgPp;
  }
}
