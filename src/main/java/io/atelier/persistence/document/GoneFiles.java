package io.atelier.persistence.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks files of the temp folder in what nodes had to show, with {@code "gone": true}: a server
 * empties that folder when it starts, and its history outlives it.
 */
final class GoneFiles {
  private static final String MARK = "gone";

  private GoneFiles() {}

  /** The same JSON value with marks. */
  static @Nullable Object marked(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> marked = new ArrayList<>(list.size());
      list.forEach(element -> marked.add(marked(element)));
      return marked;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, @Nullable Object> marked = new LinkedHashMap<>();
    map.forEach((key, member) -> marked.put(key, marked(member)));
    if ("temp".equals(map.get("type")) && map.get("filename") instanceof String) {
      marked.put(MARK, true);
    }
    return marked;
  }
}
