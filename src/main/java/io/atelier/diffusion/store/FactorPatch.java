package io.atelier.diffusion.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Weights times numbers.
 *
 * @param factors by the weight's name; others stay as they are
 */
public record FactorPatch(Map<String, Double> factors) implements WeightsPatch {
  public FactorPatch {
    factors = Map.copyOf(factors);
  }

  /**
   * The patch for a network.
   *
   * @param factor by the weight's name; 1 leaves it as it is
   */
  public static FactorPatch of(WeightsKey key, ToDoubleFunction<String> factor) {
    Map<String, Double> factors = new HashMap<>();
    for (String name : key.source().names().keySet()) {
      double value = factor.applyAsDouble(name);
      if (value != 1) {
        factors.put(name, value);
      }
    }
    return new FactorPatch(factors);
  }

  @Override
  public Set<String> changed() {
    return factors.keySet();
  }

  @Override
  public int parts() {
    return 1;
  }
}
