package io.atelier.diffusion.family.stablediffusion;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.unet.Heads;
import io.atelier.diffusion.unet.UNet;
import org.jspecify.annotations.Nullable;

/**
 * A model whose network is a UNet.
 *
 * @param heads of its attention
 * @param extraChannels what it is shown beside the noisy latent
 * @param label what it is told beside the text, or null for nothing
 */
public record UNetArchitecture(
    ModelFamily family,
    LatentFormat latent,
    NoiseLevels levels,
    Parameterization parameterization,
    Heads heads,
    ExtraChannels extraChannels,
    @Nullable Label label)
    implements Architecture {

  /** The same with attention that is divided in another way. */
  public UNetArchitecture with(Heads others) {
    return new UNetArchitecture(
        family, latent, levels, parameterization, others, extraChannels, label);
  }

  @Override
  public DenoisingNetwork network(Weights weights) {
    return new UNet(weights, heads);
  }

  @Override
  public @Nullable FloatArray channels(Conditioning.Entry entry, RunStart start) {
    return new ExtraInput(extraChannels, latent, start).of(entry.inpaint());
  }

  @Override
  public Hints hints(Conditioning.Entry entry, RunStart start) {
    return label == null ? Hints.NONE : Hints.NONE.with(UNet.LABEL, label.of(entry, start));
  }
}
