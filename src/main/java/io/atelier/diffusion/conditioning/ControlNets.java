package io.atelier.diffusion.conditioning;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.AdapterNetwork;
import io.atelier.diffusion.unet.AdapterParts;
import io.atelier.diffusion.unet.ControlParts;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.diffusion.unet.UNetShape;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds control nets and T2I-Adapters in files. */
public final class ControlNets {
  private static final System.Logger LOG = System.getLogger(ControlNets.class.getName());
  private static final long LATENT_CHANNELS = 4;
  private static final long HINT_CHANNELS = 3;
  private static final long ADAPTER_CHANNELS = 320;

  /** Files of control nets that add the same everywhere, which only their name tells. */
  private static final Pattern AVERAGED = Pattern.compile("_shuffle(_fp16)?\\.[^.]+$");

  private ControlNets() {}

  /**
   * A control net or a T2I-Adapter.
   *
   * @param base the weights of the model to which differences are added, if the file has such; null
   *     for none
   * @throws UnrecognisedModelException when there is no control net in it, or one of another kind
   */
  public static ControlNet open(ModelStore store, ModelFile file, @Nullable WeightsKey base) {
    WeightSource adapter = AdapterParts.of(file);
    if (!adapter.isEmpty()) {
      return openAdapter(store, adapter);
    }
    WeightSource weights = ControlParts.of(file);
    if (weights.isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no control net in: " + file.path());
    }
    UNetShape shape = UNetShape.of(weights);
    long[] hint = weights.shape("input_hint_block.0.weight");
    Optional<UNetKind> kind = UNetKind.of(shape);
    if (kind.isEmpty()
        || shape.inChannels() != LATENT_CHANNELS
        || hint.length != 4
        || hint[1] != HINT_CHANNELS) {
      throw new UnrecognisedModelException(
          "ERROR: the control net is not one for Stable Diffusion: " + file.path());
    }
    boolean difference = ControlParts.isDifference(file);
    if (difference && base == null) {
      LOG.log(Level.WARNING, file + " has differences to a model, but was opened without one");
    }
    return new ControlNet(
        store,
        difference && base != null ? ControlParts.added(weights, base) : WeightsKey.of(weights),
        kind.get().heads(),
        AVERAGED.matcher(file.toString()).find() ? ControlNet.Kind.AVERAGED : ControlNet.Kind.NET);
  }

  private static ControlNet openAdapter(ModelStore store, WeightSource weights) {
    long[] in = weights.shape("conv_in.weight");
    int blocks = 0;
    while (weights.shape("body." + blocks + ".block1.weight").length == 4) {
      blocks++;
    }
    int square = AdapterNetwork.SQUARE * AdapterNetwork.SQUARE;
    boolean known =
        in.length == 4
            && in[0] == ADAPTER_CHANNELS
            && (in[1] == square || in[1] == HINT_CHANNELS * square)
            && blocks > 0
            && blocks % AdapterNetwork.LEVELS == 0
            && weights.shape("body." + (blocks - 1) + ".block1.weight")[0] == 4 * ADAPTER_CHANNELS;
    if (!known) {
      throw new UnrecognisedModelException(
          "ERROR: the T2I-Adapter is not one for Stable Diffusion 1.5: " + weights.file().path());
    }
    return new ControlNet(
        store, WeightsKey.of(weights), UNetKind.SD1.heads(), ControlNet.Kind.ADAPTER);
  }
}
