package io.atelier.diffusion.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A LoRA file as it applies to one network.
 *
 * @param targets the network's weights by the base names of the file
 * @param strength factor of the addition
 */
public record LoraPatch(ModelFile file, Map<String, String> targets, double strength)
    implements WeightsPatch {
  public LoraPatch {
    targets = Map.copyOf(targets);
  }

  @Override
  public Set<String> changed() {
    Set<String> changed = new HashSet<>();
    targets.forEach(
        (base, weight) -> {
          changed.add(weight);
          if (changesBias(base)) {
            changed.add(biasOf(weight));
          }
        });
    return changed;
  }

  private boolean changesBias(String base) {
    return file.has(base + ".diff_b") || file.has(base + ".b_norm");
  }

  private static String biasOf(String weight) {
    return weight.replaceFirst("\\.weight$", ".bias");
  }

  /** The base names of what the file has for a weight or a bias. */
  List<String> basesOf(String name) {
    List<String> bases = new ArrayList<>();
    targets.forEach(
        (base, weight) -> {
          if (weight.equals(name) || (changesBias(base) && biasOf(weight).equals(name))) {
            bases.add(base);
          }
        });
    return bases;
  }

  @Override
  public int parts() {
    return 1;
  }
}
