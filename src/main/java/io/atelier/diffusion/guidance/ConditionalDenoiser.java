package io.atelier.diffusion.guidance;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkPatch;
import java.util.List;

/** A model as guidance sees it in one run: asked by the numbers of the conditionings. */
public interface ConditionalDenoiser {
  /** The noisy latent denoised for each of the conditionings, in their order. */
  List<FloatArray> denoise(FloatArray x, double sigma, int... conditionings);

  /** The same with one change more within its network. */
  ConditionalDenoiser with(NetworkPatch patch);

  /** How the run combines the predictions. */
  Guidance guidance();
}
