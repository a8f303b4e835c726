package io.atelier.diffusion.sampler;

import io.atelier.array.FloatArray;

/** A model as samplers see it: given a noisy latent, what it would be without noise. */
@FunctionalInterface
public interface Denoiser {
  /**
   * What a noisy latent would be without noise, as the model sees it.
   *
   * @param guided with guidance applied
   * @param unguided from the negative conditioning alone; the guided one when there is no other
   */
  record Prediction(FloatArray guided, FloatArray unguided) {}

  /** The prediction for a latent with noise of this level. */
  Prediction predict(FloatArray x, double sigma);

  /** The guided prediction. */
  default FloatArray denoise(FloatArray x, double sigma) {
    return predict(x, sigma).guided();
  }
}
