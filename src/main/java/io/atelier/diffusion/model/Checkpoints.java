package io.atelier.diffusion.model;

import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.family.Families;
import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.family.ModelParts;
import io.atelier.diffusion.guidance.Guidance;
import io.atelier.diffusion.network.NetworkPatches;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.unet.UNetShape;
import io.atelier.diffusion.vision.ClipVision;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at model files and says what models can be made of them. Loads nothing. */
public final class Checkpoints {
  private Checkpoints() {}

  /**
   * What a checkpoint holds.
   *
   * @param clip empty when the file has no text encoder
   * @param vae empty when the file has no autoencoder
   * @param vision empty when the file has no network that looks at pictures
   */
  public record Checkpoint(
      Model model, Optional<TextEncoder> clip, Optional<Vae> vae, Optional<ClipVision> vision) {}

  /**
   * The parts of a checkpoint.
   *
   * @throws UnrecognisedModelException when the model is of no family that is known here
   */
  public static Checkpoint open(ModelStore store, ModelFile file, Embeddings embeddings) {
    Model model = model(store, file, ModelParts.network(file));
    ModelFamily family = model.architecture().family();
    return new Checkpoint(
        model,
        family.textEncoder(store, file, embeddings),
        family.autoencoder(store, file),
        ClipVision.ofCheckpoint(store, file));
  }

  /**
   * The model of a file that may hold nothing else.
   *
   * @throws UnrecognisedModelException when it is of no family that is known here
   */
  public static Model openNetwork(ModelStore store, ModelFile file) {
    return model(store, file, Families.loneNetwork(file));
  }

  private static Model model(ModelStore store, ModelFile file, WeightSource network) {
    Architecture architecture =
        Families.recognise(file, network)
            .orElseThrow(
                () ->
                    new UnrecognisedModelException(
                        "ERROR: Could not detect model type of: %s\n%s"
                            .formatted(file.path(), lack(network))));
    return of(store, WeightsKey.of(network), architecture);
  }

  /** A model as nodes find it before anything is done to it. */
  public static Model of(ModelStore store, WeightsKey weights, Architecture architecture) {
    return new Model(
        store,
        weights,
        architecture,
        architecture.levels(),
        architecture.parameterization(),
        NetworkPatches.NONE,
        Guidance.CLASSIFIER_FREE,
        null);
  }

  /** Why nothing can be made of the checkpoint's model, in a sentence; empty when something can. */
  public static Optional<String> refusal(ModelFile file) {
    WeightSource network = ModelParts.network(file);
    return Families.recognise(file, network).isPresent()
        ? Optional.empty()
        : Optional.of(lack(network));
  }

  private static String lack(WeightSource network) {
    if (UNetShape.looksAlongTime(network)) {
      return "It is a model for videos (Stable Video Diffusion), which cannot be run here yet.";
    }
    return Families.all().stream()
        .map(ModelFamily::name)
        .collect(Collectors.joining(", ", "It is of none of the families that are known: ", "."));
  }
}
