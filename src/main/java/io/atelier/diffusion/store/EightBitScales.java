package io.atelier.diffusion.store;

import io.atelier.tensor.Dtype;
import io.atelier.tensor.TensorInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Factors of weights that a file keeps in eight bits ("scaled fp8"): what is kept is the weight
 * divided by its factor, so that it makes use of the range. Such files have a tensor {@value
 * #MARK}, whose type is that of the weights. See <a href="https://arxiv.org/abs/2209.05433">FP8
 * Formats for Deep Learning</a>.
 *
 * @param format of the weights of linear layers
 * @param factors the tensors with the factors, by the names of the weights
 * @param biases of linear layers, which are rounded to the same format
 */
record EightBitScales(Dtype format, Map<String, String> factors, Set<String> biases) {
  /** No weight has a factor. */
  static final EightBitScales NONE = new EightBitScales(Dtype.F8_E4M3, Map.of(), Set.of());

  private static final String MARK = "scaled_fp8";
  private static final String WEIGHT = ".weight";
  private static final String FACTOR = ".scale_weight";
  private static final String INPUT_FACTOR = ".scale_input";

  EightBitScales {
    factors = Map.copyOf(factors);
    biases = Set.copyOf(biases);
  }

  /**
   * The factors in a network.
   *
   * @param names of its tensors in the file, by their names within the network
   */
  static EightBitScales of(ModelFile file, Map<String, String> names) {
    String mark = names.get(MARK);
    if (mark == null) {
      return NONE;
    }
    Dtype said = type(file, mark);
    Dtype format = said == Dtype.F8_E5M2 ? said : Dtype.F8_E4M3;
    Map<String, String> factors = new HashMap<>();
    Set<String> biases = new HashSet<>();
    names.forEach(
        (name, key) -> {
          if (name.endsWith(WEIGHT) && isLinear(file, key)) {
            String layer = name.substring(0, name.length() - WEIGHT.length());
            biases.add(layer + ".bias");
            String factor = names.get(layer + FACTOR);
            if (factor != null) {
              factors.put(name, factor);
            }
          }
        });
    return new EightBitScales(format, factors, biases);
  }

  private static boolean isLinear(ModelFile file, String key) {
    Dtype type = type(file, key);
    return file.shape(key).length == 2 && (type == Dtype.F8_E4M3 || type == Dtype.F8_E5M2);
  }

  private static @Nullable Dtype type(ModelFile file, String key) {
    TensorInfo info = file.tensors().get(key);
    return info == null ? null : info.dtype();
  }

  /** Whether a tensor says something of weights and is none itself. */
  boolean isScale(String name) {
    return !equals(NONE)
        && (name.equals(MARK) || name.endsWith(FACTOR) || name.endsWith(INPUT_FACTOR));
  }

  /** The same by other names. */
  EightBitScales renamed(UnaryOperator<@Nullable String> rename) {
    if (equals(NONE)) {
      return this;
    }
    Map<String, String> others = new HashMap<>();
    factors.forEach(
        (name, key) -> {
          String renamed = rename.apply(name);
          if (renamed != null) {
            others.put(renamed, key);
          }
        });
    Set<String> otherBiases = new HashSet<>();
    for (String name : biases) {
      String renamed = rename.apply(name);
      if (renamed != null) {
        otherBiases.add(renamed);
      }
    }
    return new EightBitScales(format, others, otherBiases);
  }
}
