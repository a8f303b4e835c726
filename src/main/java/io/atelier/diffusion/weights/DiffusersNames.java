package io.atelier.diffusion.weights;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that the diffusers library gives to weights of a contracting path with two residual
 * blocks per level, turned into those of the original layout.
 */
final class DiffusersNames {
  private static final int BLOCKS_PER_LEVEL = 3;

  private static final Map<String, String> SINGLE =
      Map.of(
          "conv_in", "input_blocks.0.0",
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "add_embedding.linear_1", "label_emb.0.0",
          "add_embedding.linear_2", "label_emb.0.2",
          "controlnet_mid_block", "middle_block_out.0",
          "controlnet_cond_embedding.conv_in", "input_hint_block.0",
          "controlnet_cond_embedding.conv_out", "input_hint_block.14");

  private static final Map<String, String> RESIDUAL =
      Map.of(
          "norm1", "in_layers.0",
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "norm2", "out_layers.0",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");

  private static final Pattern LEVEL =
      Pattern.compile(
          "down_blocks\\.(\\d{1,2})\\.(resnets|attentions|downsamplers)\\.(\\d)\\.(.+)");
  private static final Pattern MIDDLE =
      Pattern.compile("mid_block\\.(resnets|attentions)\\.(\\d)\\.(.+)");
  private static final Pattern ZERO =
      Pattern.compile("controlnet_down_blocks\\.(\\d{1,2})\\.(weight|bias)");
  private static final Pattern HINT =
      Pattern.compile("controlnet_cond_embedding\\.blocks\\.(\\d)\\.(weight|bias)");

  private DiffusersNames() {}

  /** The weight's name in the original layout, or null when it has no place there. */
  static @Nullable String original(String name) {
    int end = name.lastIndexOf('.');
    if (end < 0) {
      return null;
    }
    String single = SINGLE.get(name.substring(0, end));
    if (single != null) {
      return single + name.substring(end);
    }
    Matcher zero = ZERO.matcher(name);
    if (zero.matches()) {
      return "zero_convs." + zero.group(1) + ".0." + zero.group(2);
    }
    Matcher hint = HINT.matcher(name);
    if (hint.matches()) {
      int layer = 2 * (Integer.parseInt(hint.group(1)) + 1);
      return "input_hint_block." + layer + "." + hint.group(2);
    }
    Matcher level = LEVEL.matcher(name);
    if (level.matches()) {
      return inLevel(level);
    }
    Matcher middle = MIDDLE.matcher(name);
    if (middle.matches()) {
      return middle.group(1).equals("attentions")
          ? "middle_block.1." + middle.group(3)
          : residual("middle_block." + (middle.group(2).equals("0") ? 0 : 2), middle.group(3));
    }
    return null;
  }

  private static @Nullable String inLevel(Matcher name) {
    int first = 1 + BLOCKS_PER_LEVEL * Integer.parseInt(name.group(1));
    int block = first + Integer.parseInt(name.group(3));
    String rest = name.group(4);
    return switch (name.group(2)) {
      case "resnets" -> residual("input_blocks." + block + ".0", rest);
      case "attentions" -> "input_blocks." + block + ".1." + rest;
      default ->
          rest.startsWith("conv.")
              ? "input_blocks." + (first + 2) + ".0.op." + rest.substring("conv.".length())
              : null;
    };
  }

  private static @Nullable String residual(String block, String rest) {
    int end = rest.lastIndexOf('.');
    String part = end < 0 ? null : RESIDUAL.get(rest.substring(0, end));
    return part == null ? null : block + "." + part + rest.substring(end);
  }
}
