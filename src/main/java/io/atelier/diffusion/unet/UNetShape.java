package io.atelier.diffusion.unet;

import io.atelier.diffusion.store.UnrecognisedModelException;
import io.atelier.diffusion.store.WeightSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a UNet's weights tell of it, enough to know the family.
 *
 * @param modelChannels of the first feature map
 * @param inChannels of its input
 * @param labelWidth of the size and text label, or 0 for none
 * @param contextWidth of text features, or 0 without attention
 * @param linear whether transformers project by matrices instead of 1×1 convolutions
 * @param depths of the transformers after each residual block of the contracting path
 */
public record UNetShape(
    long modelChannels,
    long inChannels,
    long labelWidth,
    long contextWidth,
    boolean linear,
    List<Integer> depths) {

  /** Reads the shape of weights named {@code input_blocks.…}. */
  public static UNetShape of(WeightSource weights) {
    long[] first = weights.shape("input_blocks.0.0.weight");
    if (first.length < 2) {
      throw new UnrecognisedModelException(
          "ERROR: the network's first weight is no convolution: " + weights.file().path());
    }
    long[] label = weights.shape("label_emb.0.0.weight");
    List<Integer> depths = new ArrayList<>();
    long context = 0;
    boolean linear = false;
    for (int n = 1; isBlock(weights, n); n++) {
      String block = "input_blocks." + n + ".";
      if (weights.has(block + "0.in_layers.0.weight")) {
        int depth = 0;
        while (weights.has(block + "1.transformer_blocks." + depth + ".norm1.weight")) {
          depth++;
        }
        depths.add(depth);
        if (depth > 0) {
          context = weights.shape(block + "1.transformer_blocks.0.attn2.to_k.weight")[1];
          linear = weights.shape(block + "1.proj_in.weight").length == 2;
        }
      }
    }
    return new UNetShape(
        first[0], first[1], label.length == 0 ? 0 : label[1], context, linear, depths);
  }

  /** Whether the network has layers that look along time, as those for videos do. */
  public static boolean looksAlongTime(WeightSource weights) {
    return weights.has("input_blocks.1.0.time_stack.in_layers.0.weight")
        || weights.has("input_blocks.1.1.time_stack.0.norm1.weight");
  }

  private static boolean isBlock(WeightSource weights, int n) {
    String block = "input_blocks." + n + ".0.";
    return weights.has(block + "in_layers.0.weight") || weights.has(block + "op.weight");
  }
}
