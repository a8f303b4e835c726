package io.atelier.diffusion.family;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.OpenClipNames;
import io.atelier.diffusion.unet.DiffusersNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the networks of Stable Diffusion in model files, in the spellings that files have. */
public final class ModelParts {
  private static final List<String> DIFFUSION_PREFIXES =
      List.of("model.diffusion_model.", "model.model.", "net.");
  private static final String OTHER_DIFFUSION_PREFIX = "model.";
  private static final int ENOUGH_KEYS = 5;
  private static final String VAE_PREFIX = "first_stage_model.";
  private static final List<String> CLIP_PREFIXES =
      List.of("cond_stage_model.transformer.", "conditioner.embedders.0.transformer.");
  private static final List<String> LONE_CLIP_PREFIXES =
      List.of(
          "",
          "cond_stage_model.transformer.",
          "conditioner.embedders.0.transformer.",
          "conditioner.embedders.1.model.");
  private static final String CLIP_MARK = "text_model.encoder.layers.0.mlp.fc1.weight";

  /** Names of linear weights in the attention of newer autoencoder files. */
  private static final Map<String, String> VAE_ATTENTION =
      Map.of(
          "to_q", "q",
          "to_k", "k",
          "to_v", "v",
          "to_out.0", "proj_out");

  private ModelParts() {}

  /** The denoising network of a checkpoint. */
  public static WeightSource unet(ModelFile file) {
    return WeightSource.below(file, diffusionPrefix(file));
  }

  /** The denoising network of a file that may hold nothing else. */
  public static WeightSource loneUnet(ModelFile file) {
    WeightSource bare = WeightSource.below(file, "");
    if (DiffusersNames.areOfUnet(bare)) {
      return DiffusersNames.unet(bare);
    }
    return isUnet(bare) ? bare : unet(file);
  }

  private static String diffusionPrefix(ModelFile file) {
    String best = OTHER_DIFFUSION_PREFIX;
    long most = ENOUGH_KEYS;
    for (String prefix : DIFFUSION_PREFIXES) {
      long count = file.tensors().keySet().stream().filter(k -> k.startsWith(prefix)).count();
      if (count > most) {
        most = count;
        best = prefix;
      }
    }
    return best;
  }

  public static boolean isUnet(WeightSource weights) {
    return weights.has("input_blocks.0.0.weight");
  }

  /** Whether the network has layers that look along time. */
  public static boolean isVideoUnet(WeightSource weights) {
    return weights.has("input_blocks.1.0.time_stack.in_layers.0.weight")
        || weights.has("input_blocks.1.1.time_stack.0.norm1.weight");
  }

  /** The autoencoder of a checkpoint; empty when it has none. */
  public static WeightSource vae(ModelFile file) {
    return vaeNames(WeightSource.below(file, VAE_PREFIX));
  }

  /** The autoencoder of a file of its own, or of a checkpoint. */
  public static WeightSource loneVae(ModelFile file) {
    WeightSource all = WeightSource.below(file, "");
    WeightSource bare = vaeNames(DiffusersNames.areOfVae(all) ? DiffusersNames.vae(all) : all);
    return bare.has("decoder.conv_in.weight") ? bare : vae(file);
  }

  private static WeightSource vaeNames(WeightSource weights) {
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
    for (Map.Entry<String, String> part : VAE_ATTENTION.entrySet()) {
      renamed =
          renamed.replace(".attn_1." + part.getKey() + ".", ".attn_1." + part.getValue() + ".");
    }
    return renamed;
  }

  /** The text encoder CLIP-L of a checkpoint; empty when it has none. */
  public static WeightSource clip(ModelFile file) {
    return firstClip(file, CLIP_PREFIXES);
  }

  /** The text encoder of a file of its own, or of a checkpoint. */
  public static WeightSource loneClip(ModelFile file) {
    return firstClip(file, LONE_CLIP_PREFIXES);
  }

  private static WeightSource firstClip(ModelFile file, List<String> prefixes) {
    for (String prefix : prefixes) {
      WeightSource found = clipNames(WeightSource.below(file, prefix));
      if (found.has(CLIP_MARK)) {
        return found;
      }
    }
    return new WeightSource(file, Map.of(), true);
  }

  /** Names as the transformers library has them, without what is no weight. */
  private static WeightSource clipNames(WeightSource weights) {
    WeightSource converted =
        OpenClipNames.TEXT.fit(weights) ? OpenClipNames.TEXT.converted(weights) : weights;
    return converted.renamed(ModelParts::clipName).asHalf();
  }

  /** Adds the part {@code text_model.} where it is missing. */
  private static @Nullable String clipName(String name) {
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
