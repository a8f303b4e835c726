package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What control nets and adapters add to the feature maps of a UNet.
 *
 * @param middle to the map after the middle block, or null for nothing
 * @param skips to the maps that skip connections carry, in the order of the input blocks; empty for
 *     nothing
 * @param inputs to the maps after input blocks, by their numbers from 0, before they go on
 */
public record ControlResiduals(
    @Nullable FloatArray middle, List<FloatArray> skips, Map<Integer, FloatArray> inputs) {
  public ControlResiduals {
    skips = List.copyOf(skips);
    inputs = Map.copyOf(inputs);
  }

  public ControlResiduals scaled(double factor) {
    Map<Integer, FloatArray> scaled = new HashMap<>();
    inputs.forEach((block, map) -> scaled.put(block, map.scaled(factor)));
    return new ControlResiduals(
        middle == null ? null : middle.scaled(factor),
        skips.stream().map(map -> map.scaled(factor)).toList(),
        scaled);
  }

  /**
   * The sum.
   *
   * @throws IllegalArgumentException when the other is for another kind of network
   */
  public ControlResiduals plus(ControlResiduals other) {
    if (!skips.isEmpty() && !other.skips.isEmpty() && skips.size() != other.skips.size()) {
      throw new IllegalArgumentException("the control nets are for different kinds of models");
    }
    List<FloatArray> sums = new ArrayList<>(skips.isEmpty() ? other.skips : skips);
    for (int i = 0; i < sums.size() && !skips.isEmpty() && !other.skips.isEmpty(); i++) {
      sums.set(i, skips.get(i).plus(other.skips.get(i)));
    }
    Map<Integer, FloatArray> both = new HashMap<>(inputs);
    other.inputs.forEach((block, map) -> both.merge(block, map, FloatArray::plus));
    FloatArray moved =
        middle == null || other.middle == null
            ? (middle == null ? other.middle : middle)
            : middle.plus(other.middle);
    return new ControlResiduals(moved, sums, both);
  }
}
