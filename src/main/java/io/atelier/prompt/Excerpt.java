package io.atelier.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of a client's values as an error repeats: the start of long texts, lists and objects, and
 * how much there is beyond. What people write is repeated whole.
 */
final class Excerpt {
  private static final int TEXT = 2_000;
  private static final int ELEMENTS = 100;
  private static final int DEPTH = 8;

  /** Characters that one excerpt has room for; a number counts as some. */
  private static final int ROOM = 8_000;

  private static final int NUMBER = 8;

  private int room = ROOM;

  private Excerpt() {}

  /** The text, or its start and its length. */
  static String text(String text) {
    return text(text, TEXT);
  }

  /** The text, or as many characters of it, and its length. */
  static String text(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "… (" + text.length() + " characters)";
  }

  /** The members, each no longer than an excerpt. */
  static Map<String, @Nullable Object> members(Map<String, @Nullable Object> members) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    members.forEach((key, value) -> shown.put(key, new Excerpt().of(value, 0)));
    return shown;
  }

  private @Nullable Object of(@Nullable Object value, int depth) {
    if (value instanceof List<?> list) {
      return depth < DEPTH ? elements(list, depth) : beyond(list.size());
    }
    if (value instanceof Map<?, ?> map) {
      return depth < DEPTH ? entries(map, depth) : beyond(map.size());
    }
    Object shown = value instanceof String text ? text(text) : value;
    room -= shown instanceof String text ? text.length() : NUMBER;
    return shown;
  }

  private List<@Nullable Object> elements(List<?> list, int depth) {
    List<@Nullable Object> shown = new ArrayList<>();
    for (Object element : list) {
      if (shown.size() == ELEMENTS || room <= 0) {
        shown.add(beyond(list.size() - shown.size()));
        break;
      }
      shown.add(of(element, depth + 1));
    }
    return shown;
  }

  private Map<String, @Nullable Object> entries(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (shown.size() == ELEMENTS || room <= 0) {
        shown.put("…", beyond(map.size() - shown.size()));
        break;
      }
      shown.put(text(String.valueOf(entry.getKey())), of(entry.getValue(), depth + 1));
    }
    return shown;
  }

  private static String beyond(int count) {
    return "… (" + count + " more)";
  }
}
