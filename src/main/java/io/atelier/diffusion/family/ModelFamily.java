package io.atelier.diffusion.family;

import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import java.util.Map;
import java.util.Optional;

/**
 * A family of models: those whose networks, latents and text encoders go together. It knows its
 * files by the names and shapes of their tensors; nothing is loaded to ask.
 *
 * <p>A family is one class, annotated {@code @AutoService(ModelFamily.class)}, and no two families
 * take the same file. {@link Families} asks them all.
 */
public interface ModelFamily {
  /**
   * The key of a file's metadata that says what its network predicts: {@code epsilon} or {@code v}.
   * See <a href="https://github.com/Stability-AI/ModelSpec">the Stability.AI model metadata
   * standard</a>.
   */
  String PREDICTION = "modelspec.predict_key";

  /** The name for people. */
  String name();

  /** What {@link io.atelier.diffusion.model.ModelSpec} calls it. */
  String specification();

  /**
   * The network by the names that the family uses, where a file of its own has it by others, such
   * as those of the diffusers library.
   */
  default Optional<WeightSource> converted(WeightSource network) {
    return Optional.empty();
  }

  /**
   * What a denoising network is, if it is of this family.
   *
   * @param file that it is in
   * @param network its weights by the family's names
   */
  Optional<Architecture> recognise(ModelFile file, WeightSource network);

  /** The text encoder in a file of this family; empty when the file has none. */
  Optional<TextEncoder> textEncoder(ModelStore store, ModelFile file, Embeddings embeddings);

  /** The autoencoder in a file of this family; empty when the file has none. */
  Optional<Vae> autoencoder(ModelStore store, ModelFile file);

  /** Base names in LoRA files to the weights of a network of this family. */
  Map<String, String> loraNames(WeightSource network);
}
