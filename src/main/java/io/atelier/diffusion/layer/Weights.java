package io.atelier.diffusion.layer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The weights of a network, or of a part of it, by their names relative to the part. */
public final class Weights {
  private final Map<String, Weight> weights;
  private final String prefix;

  public Weights(Map<String, Weight> weights) {
    this(weights, "");
  }

  private Weights(Map<String, Weight> weights, String prefix) {
    this.weights = weights;
    this.prefix = prefix;
  }

  /** The part of this name: {@code in("a").get("b")} is {@code get("a.b")}. */
  public Weights in(String part) {
    return new Weights(weights, prefix + part + ".");
  }

  public Weights in(int index) {
    return in(Integer.toString(index));
  }

  /** The part's own name from the root, without a dot at its end. */
  public String place() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  public boolean has(String name) {
    return weights.containsKey(prefix + name);
  }

  /** Whether the part has any weight. */
  public boolean isPresent() {
    return weights.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  public @Nullable Weight find(String name) {
    return weights.get(prefix + name);
  }

  /**
   * The weight of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Weight get(String name) {
    Weight weight = weights.get(prefix + name);
    if (weight == null) {
      throw new IllegalArgumentException("the model has no weight " + prefix + name);
    }
    return weight;
  }
}
