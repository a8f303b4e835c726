package io.atelier.diffusion.unet;

import io.atelier.diffusion.store.DiffusersLayers;
import io.atelier.diffusion.store.WeightSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The networks of Stable Diffusion as the <a href="https://github.com/huggingface/diffusers">
 * diffusers</a> library stores them: the same weights under other names.
 */
public final class DiffusersNames {
  /** Residual blocks per level of a UNet, and one place more for the change of size. */
  private static final int BLOCKS_PER_LEVEL = 3;

  private static final Map<String, String> RESNET =
      Map.of(
          "norm1", "in_layers.0",
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "norm2", "out_layers.0",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");
  private static final Map<String, String> SINGLE =
      Map.of(
          "conv_in", "input_blocks.0.0",
          "conv_norm_out", "out.0",
          "conv_out", "out.2",
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "add_embedding.linear_1", "label_emb.0.0",
          "add_embedding.linear_2", "label_emb.0.2");
  private static final Map<String, String> CONTROL =
      Map.of(
          "controlnet_mid_block", "middle_block_out.0",
          "controlnet_cond_embedding.conv_in", "input_hint_block.0",
          "controlnet_cond_embedding.conv_out", "input_hint_block.14");
  private static final Pattern ZERO = Pattern.compile("controlnet_down_blocks\\.(\\d{1,2})");
  private static final Pattern HINT = Pattern.compile("controlnet_cond_embedding\\.blocks\\.(\\d)");

  private DiffusersNames() {}

  public static boolean areOfUnet(WeightSource weights) {
    return weights.has("conv_in.weight") && weights.has("down_blocks.0.resnets.0.conv1.weight");
  }

  /** A UNet by its usual names. */
  public static WeightSource unet(WeightSource weights) {
    return weights.renamed(name -> withEnding(name, layer -> unetLayer(layer, weights)));
  }

  /** A control net by its usual names. */
  static WeightSource controlNet(WeightSource weights) {
    return weights.renamed(name -> withEnding(name, layer -> controlLayer(layer, weights)));
  }

  private static @Nullable String controlLayer(String layer, WeightSource weights) {
    Matcher zero = ZERO.matcher(layer);
    if (zero.matches()) {
      return "zero_convs." + zero.group(1) + ".0";
    }
    Matcher hint = HINT.matcher(layer);
    if (hint.matches()) {
      return "input_hint_block." + 2 * (Integer.parseInt(hint.group(1)) + 1);
    }
    String control = CONTROL.get(layer);
    return control == null ? unetLayer(layer, weights) : control;
  }

  /** Renames layers. */
  private interface Renaming {
    @Nullable String of(String layer);
  }

  private static @Nullable String withEnding(String weight, Renaming renaming) {
    int dot = weight.lastIndexOf('.');
    if (dot < 0) {
      return null;
    }
    String renamed = renaming.of(weight.substring(0, dot));
    return renamed == null ? null : renamed + weight.substring(dot);
  }

  private static @Nullable String unetLayer(String layer, WeightSource weights) {
    String single = SINGLE.get(layer);
    if (single != null) {
      return single;
    }
    Matcher middle = DiffusersLayers.MIDDLE.matcher(layer);
    if (middle.matches()) {
      return middle.group(1).equals("attentions")
          ? "middle_block.1." + middle.group(3)
          : resnet("middle_block." + 2 * Integer.parseInt(middle.group(2)), middle.group(3));
    }
    Matcher block = DiffusersLayers.BLOCK.matcher(layer);
    if (!block.matches()) {
      return null;
    }
    int level = Integer.parseInt(block.group(2));
    int place = Integer.parseInt(block.group(4));
    boolean down = block.group(1).equals("down");
    String path =
        down
            ? "input_blocks." + (1 + BLOCKS_PER_LEVEL * level + place)
            : "output_blocks." + (BLOCKS_PER_LEVEL * level + place);
    return switch (block.group(3)) {
      case "resnets" -> resnet(path + ".0", block.group(5));
      case "attentions" -> path + ".1." + block.group(5);
      case "downsamplers" -> "input_blocks." + BLOCKS_PER_LEVEL * (level + 1) + ".0.op";
      default -> {
        String last = "up_blocks.%d.attentions.%d.norm.weight";
        boolean attends = weights.has(last.formatted(level, BLOCKS_PER_LEVEL - 1));
        yield "output_blocks.%d.%d.conv"
            .formatted(BLOCKS_PER_LEVEL * (level + 1) - 1, attends ? 2 : 1);
      }
    };
  }

  private static @Nullable String resnet(String path, String part) {
    String renamed = RESNET.get(part);
    return renamed == null ? null : path + "." + renamed;
  }
}
