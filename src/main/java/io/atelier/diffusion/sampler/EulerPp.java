package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method from a latent that is moved from the guided to the unguided prediction. See <a
 * href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 */
public record EulerPp() implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      Denoiser.Prediction prediction = model.predict(x, sigmas[i]);
      run.step(i, x, prediction.guided());
      FloatArray moved =
          FloatArray.combine(1, x, -1, prediction.guided(), 1, prediction.unguided());
      FloatArray d = Derivative.of(moved, prediction.guided(), sigmas[i]);
      x = x.plus((double) sigmas[i + 1] - sigmas[i], d);
    }
    return x;
  }

  @Override
  public boolean usesUnguided() {
    return true;
  }
}
