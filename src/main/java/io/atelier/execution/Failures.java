package io.atelier.execution;

import io.atelier.json.PythonText;
import io.atelier.node.ClientTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where nodes failed, and what they had been given, in the terms that clients know. */
final class Failures {
  private static final int MAX_FRAMES = 12;
  private static final int MAX_TEXT = 16 * 1024;
  private static final int MAX_INPUT_TEXT = 1 << 20;

  private Failures() {}

  /** Where in the node's code it happened. */
  static List<String> traceback(Throwable failure) {
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(Failures.class.getPackageName())
          || lines.size() == MAX_FRAMES) {
        break;
      }
      lines.add("  at " + frame + "\n");
    }
    if (lines.isEmpty()) {
      lines.add("  " + ClientTerms.type(failure) + "\n");
    }
    return lines;
  }

  /** The inputs of a call as lists of JSON values, others by their text. */
  static Map<String, List<@Nullable Object>> inputs(
      Map<String, ? extends List<? extends @Nullable Object>> inputs) {
    Map<String, List<@Nullable Object>> formatted = new LinkedHashMap<>();
    inputs.forEach(
        (name, values) -> {
          List<@Nullable Object> texts = new ArrayList<>();
          values.forEach(value -> texts.add(format(value)));
          formatted.put(name, texts);
        });
    return formatted;
  }

  private static @Nullable Object format(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value instanceof String text
        ? shortened(text, MAX_INPUT_TEXT)
        : shortened(PythonText.repr(value), MAX_TEXT);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
