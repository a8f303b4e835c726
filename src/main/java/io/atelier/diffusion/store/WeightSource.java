package io.atelier.diffusion.store;

import io.atelier.tensor.SafetensorsFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one network: which tensors of which file they are.
 *
 * @param names in the file, by the name within the network
 * @param half whether values are rounded to float16 before they are used, as text encoders' are
 * @param forms how a weight lies in its tensor, by the name within the network; {@link
 *     StoredForm#WHOLE} where nothing is said
 */
public record WeightSource(
    ModelFile file, Map<String, String> names, boolean half, Map<String, StoredForm> forms) {

  /** Weights that are whole tensors. */
  public WeightSource(ModelFile file, Map<String, String> names, boolean half) {
    this(file, names, half, Map.of());
  }

  /** The tensors whose names begin with the prefix, without it. */
  public static WeightSource below(ModelFile file, String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : file.tensors().keySet()) {
      if (name.startsWith(prefix)) {
        names.put(name.substring(prefix.length()), name);
      }
    }
    return new WeightSource(file, names, false);
  }

  /** The same with other names; those that the operator makes null are left out. */
  public WeightSource renamed(UnaryOperator<@Nullable String> rename) {
    Map<String, String> other = new HashMap<>();
    Map<String, StoredForm> otherForms = new HashMap<>();
    names.forEach(
        (name, key) -> {
          String renamed = rename.apply(name);
          if (renamed != null) {
            other.put(renamed, key);
            if (forms.containsKey(name)) {
              otherForms.put(renamed, form(name));
            }
          }
        });
    return new WeightSource(file, other, half, otherForms);
  }

  /** The same, rounded to float16. */
  public WeightSource asHalf() {
    return new WeightSource(file, names, true, forms);
  }

  public boolean has(String name) {
    return names.containsKey(name);
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** How the weight lies in its tensor. */
  public StoredForm form(String name) {
    return forms.getOrDefault(name, StoredForm.WHOLE);
  }

  /** The weight's shape, or an empty one when there is no such weight. */
  public long[] shape(String name) {
    String key = names.get(name);
    return key == null ? new long[0] : form(name).shape(file.shape(key));
  }

  /**
   * The values of a weight that is small enough for it, as float32.
   *
   * @throws IOException when the file cannot be read, or has no such weight
   */
  public float[] floats(String name) throws IOException {
    String key = names.get(name);
    if (key == null) {
      throw new IOException("the file has no weight '" + name + "'");
    }
    try (SafetensorsFile stored = SafetensorsFile.open(file.path())) {
      return stored.floats(key);
    }
  }

  /** The size of all weights as float32, in bytes. */
  public long bytes() {
    long count = 0;
    for (String name : names.keySet()) {
      long elements = 1;
      for (long side : shape(name)) {
        elements *= side;
      }
      count += elements;
    }
    return count * Float.BYTES;
  }

  @Override
  public String toString() {
    return file + " (" + names.size() + " tensors)";
  }
}
