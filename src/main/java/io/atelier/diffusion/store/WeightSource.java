package io.atelier.diffusion.store;

import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
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
 * @param scales of weights that are kept in eight bits
 * @param forms how a weight lies in its tensor, by the name within the network; {@link
 *     StoredForm#WHOLE} where nothing is said
 */
public record WeightSource(
    ModelFile file,
    Map<String, String> names,
    boolean half,
    Map<String, StoredForm> forms,
    EightBitScales scales) {

  /** Weights that are whole tensors. */
  public WeightSource(ModelFile file, Map<String, String> names, boolean half) {
    this(file, names, half, Map.of());
  }

  /** Weights without scales. */
  public WeightSource(
      ModelFile file, Map<String, String> names, boolean half, Map<String, StoredForm> forms) {
    this(file, names, half, forms, EightBitScales.NONE);
  }

  /** The tensors whose names begin with the prefix, without it. */
  public static WeightSource below(ModelFile file, String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : file.tensors().keySet()) {
      if (name.startsWith(prefix)) {
        names.put(name.substring(prefix.length()), name);
      }
    }
    EightBitScales scales = EightBitScales.of(file, names);
    names.keySet().removeIf(scales::isScale);
    return new WeightSource(file, names, false, Map.of(), scales);
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
    return new WeightSource(file, other, half, otherForms, scales.renamed(rename));
  }

  /** The same, rounded to float16. */
  public WeightSource asHalf() {
    return new WeightSource(file, names, true, forms, scales);
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
    return names.keySet().stream().mapToLong(this::count).sum() * Float.BYTES;
  }

  /** The size of all weights in the types in which they are kept, in bytes. */
  public long storedBytes() {
    return names.keySet().stream().mapToLong(name -> count(name) * width(name)).sum();
  }

  private long count(String name) {
    long count = 1;
    for (long side : shape(name)) {
      count *= side;
    }
    return count;
  }

  private int width(String name) {
    String key = names.get(name);
    TensorInfo info = key == null ? null : file.tensors().get(key);
    int own = info == null ? Float.BYTES : info.dtype().bytes();
    return half ? Math.min(own, Short.BYTES) : Math.min(own, Float.BYTES);
  }

  @Override
  public String toString() {
    return file + " (" + names.size() + " tensors)";
  }
}
