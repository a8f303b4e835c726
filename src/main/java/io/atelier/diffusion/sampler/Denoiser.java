package io.atelier.diffusion.sampler;

import io.atelier.tensor.Floats;

/** A model as samplers see it: given a noisy latent, what it would be without noise. */
@FunctionalInterface
public interface Denoiser {
  /**
   * A guess at the picture.
   *
   * @param guided with guidance applied
   * @param unguided from the negative conditioning alone; the guided one when there is no other
   */
  record Prediction(Floats guided, Floats unguided) {}

  /** The guess for a latent with noise of this level. */
  Prediction predict(Floats x, double sigma);

  /** The guided guess. */
  default Floats denoise(Floats x, double sigma) {
    return predict(x, sigma).guided();
  }
}
