package io.atelier.diffusion.sampling;

import io.atelier.diffusion.Conditioning;
import io.atelier.diffusion.Model;
import io.atelier.diffusion.sampler.Denoiser;
import io.atelier.tensor.Floats;
import java.util.List;

/** Which guesses a model is asked for at each step, and what becomes of them. Immutable. */
public interface Guider {
  Model model();

  /** The conditionings that it compares. */
  List<Conditioning> conditionings();

  /**
   * The guess for a noisy latent.
   *
   * @param unguided whether the unguided guess is wanted too
   */
  Denoiser.Prediction guide(Guesses guesses, Floats x, double sigma, boolean unguided);

  /** Guesses by the numbers of {@link #conditionings}. */
  @FunctionalInterface
  interface Guesses {
    List<Floats> of(Floats x, double sigma, int... conditionings);
  }
}
