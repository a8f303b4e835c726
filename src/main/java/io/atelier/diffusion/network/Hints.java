package io.atelier.diffusion.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of hints. Immutable; equal ones say the same. */
public final class Hints {
  /** Nothing is said. */
  public static final Hints NONE = new Hints(Map.of());

  private final Map<Hint<?>, Object> values;

  private Hints(Map<Hint<?>, Object> values) {
    this.values = values;
  }

  /** The same with one value more. */
  public <T> Hints with(Hint<T> hint, T value) {
    Map<Hint<?>, Object> more = new LinkedHashMap<>(values);
    more.put(hint, value);
    return new Hints(more);
  }

  /** The value, or null where nothing is said. */
  public <T> @Nullable T find(Hint<T> hint) {
    Object value = values.get(hint);
    return value == null ? null : hint.type().cast(value);
  }

  private <T> T get(Hint<T> hint) {
    return hint.type().cast(Objects.requireNonNull(values.get(hint)));
  }

  /** Whether the conditionings that say these may share a batch. */
  public boolean fit(Hints other) {
    return values.keySet().equals(other.values.keySet())
        && values.keySet().stream().allMatch(hint -> fit(hint, other));
  }

  private <T> boolean fit(Hint<T> hint, Hints other) {
    return hint.joining().fit(get(hint), other.get(hint));
  }

  /**
   * What a batch is told.
   *
   * @param parts of conditionings that fit, in order; at least one
   * @param items of each in the batch
   */
  public static Hints joined(List<Hints> parts, int items) {
    Hints all = NONE;
    for (Hint<?> hint : parts.get(0).values.keySet()) {
      all = all.with(hint, parts, items);
    }
    return all;
  }

  private <T> Hints with(Hint<T> hint, List<Hints> parts, int items) {
    List<T> values = new ArrayList<>();
    parts.forEach(part -> values.add(part.get(hint)));
    return with(hint, hint.joining().join(values, items));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hints hints && hints.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().stream().map(Hint::name).toList().toString();
  }
}
