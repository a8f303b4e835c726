package io.atelier.diffusion.family;

import io.atelier.diffusion.store.LoraDelta;
import io.atelier.diffusion.store.LoraPatch;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.WeightSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names by which LoRA files call the weights of a network. */
public final class LoraNames {
  private static final Map<String, String> RESNET_PARTS =
      Map.of(
          "in_layers.0", "norm1",
          "in_layers.2", "conv1",
          "emb_layers.1", "time_emb_proj",
          "out_layers.0", "norm2",
          "out_layers.3", "conv2",
          "skip_connection", "conv_shortcut");
  private static final Map<String, String> SINGLE =
      Map.of(
          "input_blocks.0.0", "conv_in",
          "out.0", "conv_norm_out",
          "out.2", "conv_out",
          "time_embed.0", "time_embedding.linear_1",
          "time_embed.2", "time_embedding.linear_2",
          "label_emb.0.0", "add_embedding.linear_1",
          "label_emb.0.2", "add_embedding.linear_2");

  /** Residual blocks per level, and one place more for the change of size. */
  private static final int BLOCKS_PER_LEVEL = 3;

  private LoraNames() {}

  /** Base names to the weights of a UNet. */
  public static Map<String, String> ofUnet(WeightSource unet) {
    Map<String, String> names = new HashMap<>();
    for (String weight : unet.names().keySet()) {
      String layer = layerOf(weight);
      if (layer == null) {
        continue;
      }
      names.put("lora_unet_" + layer.replace('.', '_'), weight);
      names.put(unetPrefix() + layer, weight);
      String diffusers = diffusersName(layer);
      if (diffusers != null) {
        names.put("lora_unet_" + diffusers.replace('.', '_'), weight);
        names.put("lycoris_" + diffusers.replace('.', '_'), weight);
        String processor = diffusers.replace(".to_", ".processor.to_");
        if (processor.endsWith(".to_out.0")) {
          processor = processor.substring(0, processor.length() - ".0".length());
        }
        names.put(processor, weight);
        names.put("unet." + processor, weight);
      }
    }
    return names;
  }

  /**
   * Base names to the weights of a text encoder.
   *
   * @param encoder {@code l} or {@code g}
   */
  public static Map<String, String> ofClip(WeightSource clip, String encoder) {
    Map<String, String> names = new HashMap<>();
    boolean second = encoder.equals("g");
    List<String> underscored = second ? List.of("lora_te2_") : List.of("lora_te_", "lora_te1_");
    String dotted = second ? "text_encoder_2." : "text_encoder.";
    for (String weight : clip.names().keySet()) {
      String layer = layerOf(weight);
      if (layer == null) {
        continue;
      }
      names.put("text_encoders." + layer, weight);
      names.put(textPrefix(encoder) + layer, weight);
      if (layer.startsWith("text_model.encoder.layers.")) {
        underscored.forEach(prefix -> names.put(prefix + layer.replace('.', '_'), weight));
        names.put(dotted + layer, weight);
      }
    }
    return names;
  }

  /** What LoRA files that hold whole names begin those of a UNet's weights with. */
  public static String unetPrefix() {
    return "diffusion_model.";
  }

  /**
   * The same for a text encoder.
   *
   * @param encoder {@code l} or {@code g}
   */
  public static String textPrefix(String encoder) {
    return "text_encoders.clip_" + encoder + ".transformer.";
  }

  private static @Nullable String layerOf(String weight) {
    String ending = ".weight";
    return weight.endsWith(ending) ? weight.substring(0, weight.length() - ending.length()) : null;
  }

  /** The layer's name in the diffusers library's layout, or null when it has none. */
  static @Nullable String diffusersName(String layer) {
    String single = SINGLE.get(layer);
    if (single != null) {
      return single;
    }
    String[] parts = layer.split("\\.", 4);
    if (parts[0].equals("middle_block") && parts.length >= 3) {
      String rest = layer.substring(("middle_block." + parts[1] + ".").length());
      return parts[1].equals("1")
          ? "mid_block.attentions.0." + rest
          : resnet("mid_block.resnets." + (parts[1].equals("0") ? 0 : 1), rest);
    }
    if (parts.length < 4) {
      return null;
    }
    int block = Integer.parseInt(parts[1]);
    if (parts[0].equals("input_blocks")) {
      return inputBlock(block - 1, parts[2], parts[3]);
    }
    return parts[0].equals("output_blocks") ? outputBlock(block, parts[2], parts[3]) : null;
  }

  private static @Nullable String inputBlock(int place, String part, String rest) {
    String level = "down_blocks." + place / BLOCKS_PER_LEVEL;
    if (rest.equals("op")) {
      return level + ".downsamplers.0.conv";
    }
    int i = place % BLOCKS_PER_LEVEL;
    return part.equals("0")
        ? resnet(level + ".resnets." + i, rest)
        : level + ".attentions." + i + "." + rest;
  }

  private static @Nullable String outputBlock(int place, String part, String rest) {
    String level = "up_blocks." + place / BLOCKS_PER_LEVEL;
    if (rest.equals("conv")) {
      return level + ".upsamplers.0.conv";
    }
    int i = place % BLOCKS_PER_LEVEL;
    return part.equals("0")
        ? resnet(level + ".resnets." + i, rest)
        : level + ".attentions." + i + "." + rest;
  }

  private static @Nullable String resnet(String name, String rest) {
    String part = RESNET_PARTS.get(rest);
    return part == null ? null : name + "." + part;
  }

  /** The base names in a LoRA file. */
  public static Set<String> basesIn(ModelFile lora) {
    Set<String> bases = new LinkedHashSet<>();
    for (String name : lora.tensors().keySet()) {
      LoraDelta.ENDINGS.stream()
          .filter(name::endsWith)
          .findFirst()
          .ifPresent(ending -> bases.add(name.substring(0, name.length() - ending.length())));
    }
    return bases;
  }

  /** The patch that a file is to a network; without targets when it has none for it. */
  public static LoraPatch patch(ModelFile lora, Map<String, String> names, double strength) {
    Map<String, String> targets = new HashMap<>();
    for (String base : basesIn(lora)) {
      String weight = names.get(base);
      if (weight != null) {
        targets.put(base, weight);
      }
    }
    return new LoraPatch(lora, targets, strength);
  }
}
