package io.atelier.diffusion.family;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import org.jspecify.annotations.Nullable;

/** What a model of a family is, as far as its weights do not say. Immutable. */
public interface Architecture {
  ModelFamily family();

  /** The latents that it works on. */
  LatentFormat latent();

  /** The noise that it knows. */
  NoiseLevels levels();

  /** What its output means. */
  Parameterization parameterization();

  /** The network over its weights. */
  DenoisingNetwork network(Weights weights);

  /**
   * Further channels of the network's input, after those of the noisy latent, of the latent's size
   * and batch; null for none.
   */
  default @Nullable FloatArray channels(Conditioning.Entry entry, RunStart start) {
    return null;
  }

  /** What an entry has the network told beside its text. */
  default Hints hints(Conditioning.Entry entry, RunStart start) {
    return Hints.NONE;
  }
}
