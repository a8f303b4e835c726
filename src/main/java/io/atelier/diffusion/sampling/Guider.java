package io.atelier.diffusion.sampling;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.Conditioning;
import io.atelier.diffusion.Model;
import io.atelier.diffusion.sampler.Denoiser;
import io.atelier.diffusion.unet.SelfAttentionPatch;
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
  Denoiser.Prediction guide(Guesses guesses, FloatArray x, double sigma, boolean unguided);

  /** The guesses of one run, by the numbers of {@link #conditionings}. */
  interface Guesses {
    List<FloatArray> of(FloatArray x, double sigma, int... conditionings);

    /** The guesses of the same network with one change within it more. */
    Guesses with(SelfAttentionPatch patch);

    /** How the run combines them. */
    Guidance guidance();
  }
}
