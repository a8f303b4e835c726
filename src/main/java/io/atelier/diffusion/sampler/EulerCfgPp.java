package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method whose noise comes from the unguided prediction, with noise added when {@code eta}
 * is not 0. See <a href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 */
public record EulerCfgPp(double eta, double noiseScale) implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      Denoiser.Prediction prediction = model.predict(x, sigmas[i]);
      run.step(i, x, prediction.guided());
      AncestralStep step = AncestralStep.of(sigmas[i], sigmas[i + 1], eta);
      FloatArray d = Derivative.of(x, prediction.unguided(), sigmas[i]);
      x = prediction.guided().plus(step.down(), d);
      if (sigmas[i + 1] > 0 && step.up() > 0) {
        x = x.plus(step.up() * noiseScale, run.noise());
      }
    }
    return x;
  }

  @Override
  public boolean usesUnguided() {
    return true;
  }
}
