package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.guidance.Guesses;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Denoiser;
import java.util.List;

/** Which guesses a model is asked for at each step, and what becomes of them. Immutable. */
public interface Guider {
  Model model();

  /** The conditionings that it compares. */
  List<Conditioning> conditionings();

  /** The number of the conditioning that says what is not wanted; −1 for none. */
  int negativeSide();

  /**
   * The guess for a noisy latent.
   *
   * @param unguided whether the unguided guess is wanted too
   */
  Denoiser.Prediction guide(Guesses guesses, FloatArray x, double sigma, boolean unguided);
}
