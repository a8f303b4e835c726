package io.atelier.nodes.patch;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Factors of a network's weights and biases by the ends of their layers' names. */
final class LayerFactors {
  private LayerFactors() {}

  /**
   * The factor of a weight by its name; 1 where no layer fits.
   *
   * @param factors by the ends of layers' names, such as {@code attn1.to_q}
   */
  static ToDoubleFunction<String> byEnding(Map<String, Double> factors) {
    return name -> {
      for (Map.Entry<String, Double> factor : factors.entrySet()) {
        if (name.endsWith(factor.getKey() + ".weight")
            || name.endsWith(factor.getKey() + ".bias")) {
          return factor.getValue();
        }
      }
      return 1;
    };
  }
}
