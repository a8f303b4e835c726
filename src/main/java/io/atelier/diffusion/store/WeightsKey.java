package io.atelier.diffusion.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a network's weights: where they come from and what is done to them. Equal keys
 * share memory.
 */
public final class WeightsKey {
  /** How many files one network's weights may be made of. */
  public static final int MAX_PARTS = 1000;

  private final WeightSource source;
  private final List<WeightsPatch> patches;
  private final int parts;
  private final int hash;

  private WeightsKey(WeightSource source, List<WeightsPatch> patches) {
    this.source = source;
    this.patches = List.copyOf(patches);
    long count = 1;
    for (WeightsPatch patch : patches) {
      count += patch.parts();
    }
    if (count > MAX_PARTS) {
      throw new IllegalArgumentException(
          "a network cannot be made of %d files; at most of %d".formatted(count, MAX_PARTS));
    }
    this.parts = (int) count;
    this.hash = source.hashCode() * 31 + this.patches.hashCode();
  }

  public static WeightsKey of(WeightSource source) {
    return new WeightsKey(source, List.of());
  }

  /**
   * The same with one patch more.
   *
   * @throws IllegalArgumentException when it would be made of more than {@link #MAX_PARTS} files
   */
  public WeightsKey with(WeightsPatch patch) {
    List<WeightsPatch> more = new ArrayList<>(patches);
    more.add(patch);
    return new WeightsKey(source, more);
  }

  public WeightSource source() {
    return source;
  }

  /** In the order in which they apply. */
  public List<WeightsPatch> patches() {
    return patches;
  }

  /** How many files it is made of, each as often as it is used. */
  public int parts() {
    return parts;
  }

  /** The names of the weights that are other than those of {@link #source}. */
  public Set<String> changed() {
    Set<String> changed = new HashSet<>();
    patches.forEach(patch -> changed.addAll(patch.changed()));
    changed.retainAll(source.names().keySet());
    return changed;
  }

  /** Whether anything is done to a weight. */
  public boolean changes(String weight) {
    return patches.stream().anyMatch(patch -> patch.changed().contains(weight));
  }

  /** Whether some weights are those of {@link #source}, which can then be shared. */
  public boolean keepsSome() {
    return changed().size() < source.names().size();
  }

  /** The bytes that changed weights take beyond those of {@link #source}. */
  public long patchedBytes() {
    return changed().stream().mapToLong(this::bytes).sum();
  }

  private long bytes(String weight) {
    long count = source.half() ? Short.BYTES : Float.BYTES;
    for (long side : source.shape(weight)) {
      count *= side;
    }
    return count;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object == this
        || (object instanceof WeightsKey other
            && other.hash == hash
            && other.parts == parts
            && other.source.equals(source)
            && other.patches.equals(patches));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return patches.isEmpty() ? source.toString() : source + " and " + patches.size() + " patches";
  }
}
