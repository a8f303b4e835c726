package io.atelier.diffusion.autoencoder;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import java.util.Map;
import java.util.Optional;

/** Finds autoencoders in files, in the spellings that files have. */
public final class VaeFiles {
  private static final String PREFIX = "first_stage_model.";

  /** Names of linear weights in the attention of newer files. */
  private static final Map<String, String> ATTENTION =
      Map.of(
          "to_q", "q",
          "to_k", "k",
          "to_v", "v",
          "to_out.0", "proj_out");

  private VaeFiles() {}

  /** The autoencoder of a checkpoint of Stable Diffusion; empty when it has none. */
  public static Optional<Vae> ofCheckpoint(ModelStore store, ModelFile file) {
    WeightSource weights = inCheckpoint(file);
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(new KlVae(store, WeightsKey.of(weights)));
  }

  /**
   * The autoencoder of a file of its own, or of a checkpoint.
   *
   * @throws UnrecognisedModelException when there is none in it
   */
  public static Vae open(ModelStore store, ModelFile file) {
    WeightSource weights = weights(file);
    if (weights.isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no autoencoder in: " + file.path());
    }
    return new KlVae(store, WeightsKey.of(weights));
  }

  /** The weights of an autoencoder of a file of its own, or of a checkpoint. */
  public static WeightSource weights(ModelFile file) {
    WeightSource all = WeightSource.below(file, "");
    WeightSource bare = named(DiffusersVaeNames.areIn(all) ? DiffusersVaeNames.usual(all) : all);
    return bare.has("decoder.conv_in.weight") ? bare : inCheckpoint(file);
  }

  private static WeightSource inCheckpoint(ModelFile file) {
    return named(WeightSource.below(file, PREFIX));
  }

  private static WeightSource named(WeightSource weights) {
    return weights.renamed(
        name ->
            name.startsWith("encoder.") || name.startsWith("decoder.") || isQuant(name)
                ? renameAttention(name)
                : null);
  }

  private static boolean isQuant(String name) {
    return name.startsWith("quant_conv.") || name.startsWith("post_quant_conv.");
  }

  private static String renameAttention(String name) {
    String renamed = name;
    for (Map.Entry<String, String> part : ATTENTION.entrySet()) {
      renamed =
          renamed.replace(".attn_1." + part.getKey() + ".", ".attn_1." + part.getValue() + ".");
    }
    return renamed;
  }
}
