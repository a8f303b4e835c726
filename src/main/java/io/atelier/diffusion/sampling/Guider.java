package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.ConditionalDenoiser;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.List;

/** Which predictions a model is asked for at each step, and what becomes of them. Immutable. */
public interface Guider {
  Model model();

  /** The conditionings that it compares. */
  List<Conditioning> conditionings();

  /** The number of the conditioning that says what is not wanted; −1 for none. */
  int negativeSide();

  /**
   * The prediction for a noisy latent.
   *
   * @param unguided whether the unguided prediction is wanted too
   */
  Denoiser.Prediction guide(
      ConditionalDenoiser denoiser, FloatArray x, double sigma, boolean unguided);
}
