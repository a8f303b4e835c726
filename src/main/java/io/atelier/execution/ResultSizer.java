package io.atelier.execution;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Measures results in bytes: the arrays that values hold, each counted once. */
public final class ResultSizer {
  private static final long PER_VALUE = 64;

  private final ToLongFunction<Object> ofValue;

  /**
   * @param ofValue the bytes of a value that is no list, map or text, such as a picture
   */
  public ResultSizer(ToLongFunction<Object> ofValue) {
    this.ofValue = ofValue;
  }

  long bytes(List<List<@Nullable Object>> slots) {
    return bytes(slots, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private long bytes(@Nullable Object value, Set<Object> counted) {
    if (value == null || !counted.add(value)) {
      return 0;
    }
    long sum = PER_VALUE;
    if (value instanceof String s) {
      return sum + 2L * s.length();
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        sum += bytes(element, counted);
      }
      return sum;
    }
    if (value instanceof Map<?, ?> map) {
      for (Object member : map.values()) {
        sum += bytes(member, counted);
      }
      return sum;
    }
    return sum + ofValue.applyAsLong(value);
  }
}
