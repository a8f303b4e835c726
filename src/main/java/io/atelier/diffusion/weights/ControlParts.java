package io.atelier.diffusion.weights;

import java.util.HashMap;
import java.util.Map;

/** Finds a control net in a file, in the layouts that files have. */
public final class ControlParts {
  private static final String PREFIX = "control_model.";
  private static final String DIFFUSERS_MARK = "controlnet_cond_embedding.conv_in.weight";
  private static final String MARK = "input_hint_block.0.weight";
  private static final String DIFFERENCE = "difference";

  private ControlParts() {}

  /** Its weights in the original layout; empty when there is none. */
  public static WeightSource of(ModelFile file) {
    if (file.has(DIFFUSERS_MARK)) {
      return WeightSource.below(file, "").renamed(DiffusersNames::original);
    }
    WeightSource below = WeightSource.below(file, file.has(PREFIX + MARK) ? PREFIX : "");
    return below.has(MARK)
        ? below.renamed(name -> name.equals(DIFFERENCE) ? null : name)
        : new WeightSource(file, Map.of(), false);
  }

  /** Whether the file has differences to a model instead of weights of their own. */
  public static boolean isDifference(ModelFile file) {
    return file.has(DIFFERENCE) || file.has(PREFIX + DIFFERENCE);
  }

  /** Differences with the weights of a model added, wherever both have one of the name. */
  public static WeightsKey added(WeightSource differences, WeightsKey model) {
    Map<String, String> shared = new HashMap<>();
    for (Map.Entry<String, String> weight : model.source().names().entrySet()) {
      if (differences.has(weight.getKey())) {
        shared.put(weight.getValue(), weight.getKey());
      }
    }
    WeightsKey sum =
        WeightsKey.of(differences).with(new LoraPatch(model.source().file(), shared, 1));
    for (LoraPatch patch : model.loras()) {
      sum = sum.with(within(patch, differences));
    }
    return sum;
  }

  private static LoraPatch within(LoraPatch patch, WeightSource weights) {
    Map<String, String> targets = new HashMap<>(patch.targets());
    targets.values().removeIf(weight -> !weights.has(weight));
    return new LoraPatch(patch.file(), targets, patch.strength());
  }
}
