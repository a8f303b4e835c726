package io.atelier.nodes.merging;

import io.atelier.diffusion.autoencoder.KlVae;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.store.WeightsFile;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.text.TextNetwork;
import io.atelier.json.Json;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.nodes.SavePlaces;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the nodes that save models have in common. */
final class ModelSaving {
  static final Input<Object> PROMPT = Input.hidden("prompt", Hidden.PROMPT, Object.class);
  static final Input<Object> EXTRA_PNGINFO =
      Input.hidden("extra_pnginfo", Hidden.EXTRA_PNGINFO, Object.class);

  /** Where checkpoints have their denoising network. */
  static final String MODEL_PREFIX = "model.diffusion_model.";

  /** Where checkpoints have their autoencoder. */
  static final String VAE_PREFIX = "first_stage_model.";

  private ModelSaving() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_model_merging")
        .category("advanced/model_merging")
        .outputNode();
  }

  /**
   * The weights of an autoencoder.
   *
   * @throws NodeException when it is none that is saved: an approximation, or none at all
   */
  static WeightsKey weights(Vae vae) {
    if (vae instanceof KlVae saved) {
      return saved.weights();
    }
    throw new NodeException("ValueError", "this VAE has no weights that could be saved: " + vae);
  }

  /** Where checkpoints have a network of their text encoder. */
  static String clipPrefix(TextEncoder clip, TextNetwork network) {
    if (clip.networks().size() == 1) {
      return "cond_stage_model.transformer.";
    }
    return "conditioner.embedders." + clip.networks().indexOf(network) + ".transformer.";
  }

  /**
   * Saves networks as one file of the output folder, with the prompt in it.
   *
   * @param prefix as the user wrote it
   * @param facts further metadata, given the file's title
   */
  static void save(
      NodeInputs inputs,
      NodeContext context,
      String prefix,
      Function<String, Map<String, String>> facts,
      List<WeightsFile.Part> parts)
      throws IOException {
    SavePath place = SavePlaces.next(context.service(FileStore.class), Folder.OUTPUT, prefix, 0, 0);
    String name = "%s_%05d_.safetensors".formatted(place.prefix(), place.counter());
    Map<String, String> metadata =
        new LinkedHashMap<>(facts.apply(place.prefix() + " " + place.counter()));
    inputs.find(PROMPT).ifPresent(prompt -> metadata.put("prompt", Json.writeForFiles(prompt)));
    if (inputs.find(EXTRA_PNGINFO).orElse(null) instanceof Map<?, ?> extra) {
      extra.forEach((key, value) -> metadata.put(String.valueOf(key), Json.writeForFiles(value)));
    }
    WeightsFile.write(
        place.directory().resolve(name),
        metadata,
        parts,
        (done, total) -> context.progress(done, total, null));
  }
}
