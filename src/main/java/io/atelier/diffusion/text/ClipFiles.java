package io.atelier.diffusion.text;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds CLIP networks in files, in the spellings that files have. */
public final class ClipFiles {
  private static final List<String> LONE_PREFIXES =
      List.of(
          "",
          "cond_stage_model.transformer.",
          "conditioner.embedders.0.transformer.",
          "conditioner.embedders.1.model.");
  private static final String MARK = "text_model.encoder.layers.0.mlp.fc1.weight";

  private ClipFiles() {}

  /** The network below the first of these prefixes that has one; empty when none has. */
  public static WeightSource below(ModelFile file, List<String> prefixes) {
    for (String prefix : prefixes) {
      WeightSource found = named(WeightSource.below(file, prefix));
      if (found.has(MARK)) {
        return found;
      }
    }
    return new WeightSource(file, Map.of(), true);
  }

  /**
   * The text encoder of a file of its own.
   *
   * @throws UnrecognisedModelException when there is none in it
   */
  public static TextEncoder open(ModelStore store, ModelFile file, Embeddings embeddings) {
    return TextEncoder.of(store, embeddings, ClipText.of(require(file)));
  }

  /**
   * The two text encoders of Stable Diffusion XL, side by side: CLIP-L and CLIP-G.
   *
   * @param one a file with one of them
   * @param two a file with the other
   * @throws UnrecognisedModelException when that is not what the files have
   */
  public static TextEncoder openDual(
      ModelStore store, ModelFile one, ModelFile two, Embeddings embeddings) {
    ClipText first = ClipText.of(require(one)).layered();
    ClipText second = ClipText.of(require(two)).layered();
    if (first.kind() == second.kind()) {
      throw new UnrecognisedModelException(
          "ERROR: %s and %s are both text encoders of kind '%s'; one must be CLIP-L and one CLIP-G"
              .formatted(one.path(), two.path(), first.name()));
    }
    return first.kind() == ClipKind.L
        ? TextEncoder.of(store, embeddings, first, second)
        : TextEncoder.of(store, embeddings, second, first);
  }

  private static WeightSource require(ModelFile file) {
    WeightSource found = below(file, LONE_PREFIXES);
    if (found.isEmpty()) {
      throw new UnrecognisedModelException("ERROR: no text encoder in: " + file.path());
    }
    return found;
  }

  /** Names as the transformers library has them, without what is no weight. */
  private static WeightSource named(WeightSource weights) {
    WeightSource converted =
        OpenClipNames.TEXT.fit(weights) ? OpenClipNames.TEXT.converted(weights) : weights;
    return converted.renamed(ClipFiles::name).asHalf();
  }

  /** Adds the part {@code text_model.} where it is missing. */
  private static @Nullable String name(String name) {
    if (name.endsWith("position_ids")) {
      return null;
    }
    if (name.startsWith("text_model.") || name.equals("text_projection.weight")) {
      return name;
    }
    boolean bare =
        name.startsWith("encoder.layers.")
            || name.startsWith("embeddings.")
            || name.startsWith("final_layer_norm.");
    return bare ? "text_model." + name : null;
  }
}
