package io.atelier.diffusion.autoencoder;

import io.atelier.diffusion.store.DiffusersLayers;
import io.atelier.diffusion.store.WeightSource;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The autoencoder of Stable Diffusion as the <a href="https://github.com/huggingface/diffusers">
 * diffusers</a> library stores it: the same weights under other names.
 */
final class DiffusersVaeNames {
  private static final Map<String, String> ATTENTION =
      Map.of(
          "group_norm", "norm",
          "to_q", "q",
          "to_k", "k",
          "to_v", "v",
          "to_out.0", "proj_out",
          "query", "q",
          "key", "k",
          "value", "v",
          "proj_attn", "proj_out");

  private DiffusersVaeNames() {}

  static boolean areIn(WeightSource weights) {
    return weights.has("decoder.up_blocks.0.resnets.0.conv1.weight");
  }

  /** An autoencoder by its usual names. */
  static WeightSource usual(WeightSource weights) {
    int levels = 0;
    while (weights.has("decoder.up_blocks." + levels + ".resnets.0.conv1.weight")) {
      levels++;
    }
    int count = levels;
    return weights.renamed(name -> renamed(name, count));
  }

  private static @Nullable String renamed(String weight, int levels) {
    int dot = weight.lastIndexOf('.');
    if (dot < 0) {
      return null;
    }
    String layer = layer(weight.substring(0, dot), levels);
    return layer == null ? null : layer + weight.substring(dot);
  }

  private static @Nullable String layer(String layer, int levels) {
    int dot = layer.indexOf('.');
    if (dot < 0) {
      return layer;
    }
    String side = layer.substring(0, dot);
    String rest = layer.substring(dot + 1);
    if (rest.equals("conv_norm_out")) {
      return side + ".norm_out";
    }
    Matcher middle = DiffusersLayers.MIDDLE.matcher(rest);
    if (middle.matches()) {
      return side + ".mid." + middle(middle);
    }
    Matcher block = DiffusersLayers.BLOCK.matcher(rest);
    if (!block.matches()) {
      return layer;
    }
    int level = Integer.parseInt(block.group(2));
    boolean down = block.group(1).equals("down");
    String path = side + "." + (down ? "down." + level : "up." + (levels - 1 - level)) + ".";
    return switch (block.group(3)) {
      case "resnets" -> path + "block." + block.group(4) + "." + shortcut(block.group(5));
      case "attentions" -> null;
      default -> path + (down ? "downsample.conv" : "upsample.conv");
    };
  }

  private static String middle(Matcher middle) {
    if (middle.group(1).equals("attentions")) {
      return "attn_1." + ATTENTION.getOrDefault(middle.group(3), middle.group(3));
    }
    return "block_%d.%s"
        .formatted(Integer.parseInt(middle.group(2)) + 1, shortcut(middle.group(3)));
  }

  private static String shortcut(String part) {
    return part.equals("conv_shortcut") ? "nin_shortcut" : part;
  }
}
