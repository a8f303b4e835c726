package io.atelier.diffusion.model;

import io.atelier.diffusion.store.MergePatch;
import io.atelier.diffusion.store.MergePatch.Mix;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.diffusion.text.TextNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Models and text encoders whose weights are mixed of two. Nothing is loaded for it. */
public final class Merges {
  private static final List<String> NEVER_MERGED = List.of(".position_ids", ".logit_scale");

  private Merges() {}

  /**
   * The first model with weights of the second mixed in.
   *
   * @param mix by the weight's name, such as {@code input_blocks.0.0.weight}
   */
  public static Model of(Model one, Model two, Function<String, Mix> mix) {
    MergePatch patch = MergePatch.of(one.weights(), two.weights(), mix);
    return patch.mixes().isEmpty() ? one : one.with(patch);
  }

  /** The first text encoder with weights of the second mixed in, network by network. */
  public static TextEncoder of(TextEncoder one, TextEncoder two, Mix mix) {
    List<TextNetwork> networks = new ArrayList<>();
    for (TextNetwork network : one.networks()) {
      networks.add(
          two.networks().stream()
              .filter(other -> other.name().equals(network.name()))
              .findFirst()
              .map(other -> merged(network, other, mix))
              .orElse(network));
    }
    return one.withNetworks(networks);
  }

  private static TextNetwork merged(TextNetwork network, TextNetwork other, Mix mix) {
    MergePatch patch =
        MergePatch.of(
            network.weights(),
            other.weights(),
            name -> NEVER_MERGED.stream().anyMatch(name::endsWith) ? Mix.ofRatio(1) : mix);
    return patch.mixes().isEmpty() ? network : network.with(patch);
  }

  /**
   * Ratios by the beginnings of weights' names: the longest that fits counts, the first where none
   * does.
   *
   * @param ratios how much stays of the first model, 0 to 1, by beginning in order; not empty
   */
  public static Function<String, Mix> byBlock(Map<String, Double> ratios) {
    double otherwise = ratios.values().iterator().next();
    return name -> {
      double ratio = otherwise;
      int longest = 0;
      for (Map.Entry<String, Double> block : ratios.entrySet()) {
        if (block.getKey().length() > longest && name.startsWith(block.getKey())) {
          longest = block.getKey().length();
          ratio = block.getValue();
        }
      }
      return Mix.ofRatio(ratio);
    };
  }
}
