package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * Euler's method from a latent that is moved from the guided to the unguided guess. See <a
 * href="https://arxiv.org/abs/2406.08070">CFG++</a>.
 */
public record EulerPp() implements Sampler {
  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      Denoiser.Prediction guess = model.predict(x, sigmas[i]);
      run.step(i, x, guess.guided());
      FloatArray moved = FloatArray.combine(1, x, -1, guess.guided(), 1, guess.unguided());
      FloatArray d = Derivative.of(moved, guess.guided(), sigmas[i]);
      x = x.plus((double) sigmas[i + 1] - sigmas[i], d);
    }
    return x;
  }

  @Override
  public boolean usesUnguided() {
    return true;
  }
}
