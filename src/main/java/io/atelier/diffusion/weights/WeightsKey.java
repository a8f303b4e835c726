package io.atelier.diffusion.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * The identity of a network's weights: where they come from and what is added to them. Equal keys
 * share memory.
 *
 * @param loras in the order in which they are added
 */
public record WeightsKey(WeightSource source, List<LoraPatch> loras) {
  public WeightsKey {
    loras = List.copyOf(loras);
  }

  public static WeightsKey of(WeightSource source) {
    return new WeightsKey(source, List.of());
  }

  /** The same with one patch more. */
  public WeightsKey with(LoraPatch patch) {
    List<LoraPatch> more = new ArrayList<>(loras);
    more.add(patch);
    return new WeightsKey(source, more);
  }

  /** The bytes of float32 weights that loading takes beyond those of {@link #source}. */
  public long patchedBytes() {
    return loras.stream()
        .flatMap(lora -> lora.targets().values().stream())
        .distinct()
        .mapToLong(this::bytes)
        .sum();
  }

  private long bytes(String weight) {
    long count = Float.BYTES;
    for (long side : source.shape(weight)) {
      count *= side;
    }
    return count;
  }
}
