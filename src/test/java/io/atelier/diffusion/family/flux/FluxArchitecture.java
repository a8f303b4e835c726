package io.atelier.diffusion.family.flux;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.family.RunStart;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.network.DenoisingNetwork;
import io.atelier.diffusion.network.Hints;
import io.atelier.diffusion.schedule.FlowLevels;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.schedule.Parameterization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the Flux.1 kind.
 *
 * @param shape what its weights say
 * @param extra what it is shown beside the noisy latent
 */
record FluxArchitecture(ModelFamily family, FluxShape shape, ExtraLatents extra)
    implements Architecture {
  private static final double SHIFT = 1.15;
  private static final int LEVELS = 10000;
  private static final int DISTILLED_LEVELS = 1000;
  private static final double GUIDANCE = 3.5;

  @Override
  public LatentFormat latent() {
    return FluxLatents.FORMAT;
  }

  /** Levels that are shifted towards noise, unless the model is distilled to few steps. */
  @Override
  public NoiseLevels levels() {
    return shape.guided()
        ? new FlowLevels(Math.exp(SHIFT), 1, LEVELS)
        : new FlowLevels(1, 1, DISTILLED_LEVELS);
  }

  @Override
  public Parameterization parameterization() {
    return Parameterization.FLOW;
  }

  @Override
  public DenoisingNetwork network(Weights weights) {
    return new FluxNetwork(weights, shape);
  }

  @Override
  public @Nullable FloatArray channels(Conditioning.Entry entry, RunStart start) {
    return extra.of(entry.inpaint(), start);
  }

  @Override
  public Hints hints(Conditioning.Entry entry, RunStart start) {
    FluxHints said = entry.extras().flux();
    Hints hints = Hints.NONE;
    if (shape.guided() && said.guidance().told()) {
      float pull = (float) said.guidance().value().orElse(GUIDANCE);
      hints = hints.with(FluxNetwork.GUIDANCE, new FloatArray(new int[] {1}, new float[] {pull}));
    }
    FloatArray pooled = entry.pooled();
    if (pooled != null) {
      hints = hints.with(FluxNetwork.VECTOR, pooled);
    }
    if (said.references().isEmpty()) {
      return hints;
    }
    List<FloatArray> scaled = said.references().stream().map(latent()::scaled).toList();
    FluxHints.Placement place = said.placement();
    return hints.with(
        FluxNetwork.REFERENCES,
        new References(scaled, place == null ? FluxHints.Placement.OFFSET : place));
  }
}
