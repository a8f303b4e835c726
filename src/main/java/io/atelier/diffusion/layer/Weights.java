package io.atelier.diffusion.layer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** The float32 weights of a network, or of a part of it, by their names relative to the part. */
public final class Weights {
  private final Map<String, Tensor> tensors;
  private final String prefix;

  public Weights(Map<String, Tensor> tensors) {
    this(tensors, "");
  }

  private Weights(Map<String, Tensor> tensors, String prefix) {
    this.tensors = tensors;
    this.prefix = prefix;
  }

  /** The part of this name: {@code in("a").get("b")} is {@code get("a.b")}. */
  public Weights in(String part) {
    return new Weights(tensors, prefix + part + ".");
  }

  public Weights in(int index) {
    return in(Integer.toString(index));
  }

  /** The part's own name from the root, without a dot at its end. */
  public String place() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  public boolean has(String name) {
    return tensors.containsKey(prefix + name);
  }

  /** Whether the part has any weight. */
  public boolean isPresent() {
    return tensors.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  public @Nullable Tensor find(String name) {
    return tensors.get(prefix + name);
  }

  /**
   * The weight of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(prefix + name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no weight " + prefix + name);
    }
    return tensor;
  }
}
