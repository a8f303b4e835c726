package io.atelier.it.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a server answered into the form of the recordings: volatile values become
 * placeholders, lists without an order are sorted, prose that belongs to the original is left out.
 */
final class Normalizer {
  private static final Set<String> UNORDERED =
      Set.of("executed", "dependent_outputs", "current_outputs");
  private static final Set<String> MEMORY_SIZES =
      Set.of(
          "ram_total",
          "ram_free",
          "vram_total",
          "vram_free",
          "torch_vram_total",
          "torch_vram_free");
  private static final Set<String> VERSIONS = Set.of("python_version", "pytorch_version");
  private static final Set<String> PROSE = Set.of("tooltip", "output_tooltips");

  private final Names names;
  private final Set<Double> chosenNumbers = new HashSet<>();
  private @Nullable Long firstNumber;

  Normalizer(Names names) {
    this.names = names;
  }

  /** A queue number that the client chose, which is therefore not volatile. */
  void chosenNumber(Number number) {
    chosenNumbers.add(number.doubleValue());
  }

  /** The number of the first prompt; all others are told relative to it. */
  void firstNumber(Number number) {
    if (firstNumber == null) {
      firstNumber = Math.abs(number.longValue());
    }
  }

  @Nullable Object normalize(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof List<?> list) {
      return isQueueItem(list) ? queueItem(list) : elements(list);
    }
    return value instanceof String text ? names.hide(text) : value;
  }

  private Map<String, @Nullable Object> object(Map<?, ?> map) {
    Map<String, @Nullable Object> normal = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          if (!PROSE.contains(name)) {
            normal.put(names.hideMember(name), member(name, value));
          }
        });
    return normal;
  }

  private @Nullable Object member(String name, @Nullable Object value) {
    if (value instanceof Number number) {
      return numberMember(name, number);
    }
    if (value instanceof List<?> list) {
      return listMember(name, list);
    }
    if (value instanceof String text) {
      return textMember(name, text);
    }
    return normalize(value);
  }

  private Object numberMember(String name, Number value) {
    if (name.equals("timestamp")) {
      return "<ts>";
    }
    if (name.equals("modified") || name.equals("created")) {
      return value instanceof Double ? "<time:float>" : "<time:int>";
    }
    if (MEMORY_SIZES.contains(name)) {
      return "<int>";
    }
    return name.equals("number") ? queueNumber(value) : value;
  }

  private Object listMember(String name, List<?> value) {
    if (name.equals("traceback")) {
      return value.isEmpty() ? List.of() : List.of("<traceback line>");
    }
    if (name.equals("argv")) {
      return List.of("<argv>");
    }
    if (UNORDERED.contains(name)) {
      return elements(value).stream().sorted(Comparator.comparing(String::valueOf)).toList();
    }
    if (name.equals("errors")) {
      return elements(value).stream().sorted(Comparator.comparing(Normalizer::errorKey)).toList();
    }
    return isQueueItem(value) ? queueItem(value) : elements(value);
  }

  private String textMember(String name, String value) {
    if (VERSIONS.contains(name)) {
      return "<version>";
    }
    if (name.equals("description")) {
      return "<prose>";
    }
    String hidden = names.hide(value);
    return name.equals("details")
        ? Arrays.stream(hidden.split("\n", -1)).sorted().collect(Collectors.joining("\n"))
        : hidden;
  }

  private static String errorKey(@Nullable Object error) {
    JsonView json = JsonView.of(error);
    JsonView info = json.has("extra_info") ? json.object("extra_info") : json;
    return info.text("input_name", "None") + " " + json.text("type", "");
  }

  /** Number, id, prompt, extra data, outputs: an entry of the queue, or the prompt of history. */
  private static boolean isQueueItem(List<?> list) {
    return list.size() == 5
        && list.get(0) instanceof Number
        && list.get(1) instanceof String
        && list.get(2) instanceof Map
        && list.get(4) instanceof List;
  }

  private List<@Nullable Object> queueItem(List<?> item) {
    List<@Nullable Object> normal = elements(item);
    normal.set(0, queueNumber((Number) item.get(0)));
    normal.set(
        4, ((List<?>) item.get(4)).stream().sorted(Comparator.comparing(String::valueOf)).toList());
    return normal;
  }

  private Object queueNumber(Number value) {
    if (firstNumber == null || chosenNumbers.contains(value.doubleValue())) {
      return value;
    }
    long distance = Math.abs(value.longValue()) - firstNumber;
    return value.doubleValue() >= 0 ? "<n+" + distance + ">" : "<-(n+" + distance + ")>";
  }

  private List<@Nullable Object> elements(List<?> list) {
    List<@Nullable Object> normal = new ArrayList<>(list.size());
    list.forEach(element -> normal.add(normalize(element)));
    return normal;
  }
}
