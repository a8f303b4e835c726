package io.atelier.diffusion.weights;

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
    return Set.copyOf(targets.values());
  }

  @Override
  public int parts() {
    return 1;
  }
}
