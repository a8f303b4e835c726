package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/**
 * The method of consistency models on latents that grow between the first steps. See <a
 * href="https://arxiv.org/abs/2310.04378">Latent Consistency Models</a>, algorithm 3.
 *
 * @param ratio by which the sides have grown in the end
 * @param steps in which they grow; −1 for about half of all
 * @param method the name of the enlargement
 * @param enlarger does the enlargement
 */
public record LcmUpscale(double ratio, int steps, String method, Enlarger enlarger)
    implements Sampler {
  /** Changes the size of latents. */
  @FunctionalInterface
  public interface Enlarger {
    FloatArray resize(FloatArray latent, int width, int height);
  }

  @Override
  public FloatArray sample(Denoiser model, FloatArray start, float[] sigmas, SamplerRun run) {
    int points =
        steps < 0 ? Math.max(sigmas.length / 2 + 1, 2) : Math.min(steps + 1, sigmas.length + 1);
    FloatArray x = start;
    for (int i = 0; i + 1 < sigmas.length; i++) {
      FloatArray denoised = model.denoise(x, sigmas[i]);
      run.step(i, x, denoised);
      x = denoised;
      if (i + 1 < points) {
        double scale = 1 + (ratio - 1) * (i + 1) / (points - 1);
        x =
            enlarger.resize(
                x, (int) Math.rint(start.size(3) * scale), (int) Math.rint(start.size(2) * scale));
      }
      if (sigmas[i + 1] > 0) {
        x = x.plus(sigmas[i + 1], run.initialStreamNoise(x.shape()));
      }
    }
    return x;
  }
}
