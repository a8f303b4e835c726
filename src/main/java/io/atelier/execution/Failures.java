package io.atelier.execution;

import io.atelier.json.PythonText;
import io.atelier.memory.NotEnoughMemoryError;
import io.atelier.node.NodeException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures of nodes in the terms that clients know. */
final class Failures {
  private static final String MEMORY_TIPS =
      "This error means you ran out of memory on your GPU.\n\nTIPS: If the workflow worked before"
          + " you might have accidentally set the batch_size to a large number.";
  private static final String HEAP_EXHAUSTED = "MemoryError";

  /** As clients know it; the JVM knows no such error, hence a subclass of its own. */
  static final String DEVICE_EXHAUSTED = "torch.OutOfMemoryError";

  private static final int MAX_FRAMES = 12;
  private static final int MAX_TEXT = 16 * 1024;
  private static final int MAX_INPUT_TEXT = 1 << 20;

  private Failures() {}

  /** The name of the failure: bare for those that Python has, else the Java class. */
  static String type(Throwable failure) {
    if (failure instanceof NodeException e) {
      return e.type();
    }
    if (failure instanceof IndexOutOfBoundsException) {
      return "IndexError";
    }
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return "FileNotFoundError";
    }
    if (failure instanceof IllegalArgumentException) {
      return "ValueError";
    }
    if (failure instanceof OutOfMemoryError) {
      return isOfHeap(failure) ? HEAP_EXHAUSTED : DEVICE_EXHAUSTED;
    }
    return failure.getClass().getName();
  }

  private static boolean isOfHeap(Throwable failure) {
    return failure.getClass() == OutOfMemoryError.class || failure instanceof NotEnoughMemoryError;
  }

  /** The text, a line break, and tips where there are any. */
  static String message(Throwable failure) {
    String text = failure.getMessage();
    return (text == null ? failure.getClass().getSimpleName() : text)
        + "\n"
        + (failure instanceof OutOfMemoryError ? MEMORY_TIPS : "");
  }

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
      lines.add("  " + type(failure) + "\n");
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
