package io.atelier.it;

import java.util.List;
import java.util.Map;

/** Workflows that the integration tests run. */
public final class Graphs {
  private Graphs() {}

  /** A picture of one colour, inverted and shown; a new colour makes a new picture. */
  public static Map<String, ?> invertedColour(int colour) {
    return Map.of(
        "1",
        node("EmptyImage", Map.of("width", 64, "height", 64, "batch_size", 1, "color", colour)),
        "2",
        node("ImageInvert", Map.of("image", List.of("1", 0))),
        "3",
        node("PreviewImage", Map.of("images", List.of("2", 0))));
  }

  /** A picture of one colour, inverted and saved below the output folder. */
  public static Map<String, ?> savedColour(String prefix, int colour) {
    return Map.of(
        "1",
        node("EmptyImage", Map.of("width", 64, "height", 64, "batch_size", 1, "color", colour)),
        "2",
        node("ImageInvert", Map.of("image", List.of("1", 0))),
        "3",
        node("SaveImage", Map.of("images", List.of("2", 0), "filename_prefix", prefix)));
  }

  public static Map<String, ?> node(String classType, Map<String, ?> inputs) {
    return Map.of("class_type", classType, "inputs", inputs);
  }
}
