package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.node.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a job have shown, in short.
 *
 * @param count media files and texts
 * @param preview the one to show for all: a saved picture, sound or film, else a temporary one,
 *     else a text file, else a text; null when there is none
 */
record JobOutputs(int count, @Nullable Map<String, @Nullable Object> preview) {
  private static final int TEXT_LENGTH = 1024;
  private static final String TEXT = "text";

  /** Members beside the files that say something about them. */
  private static final Set<String> REMARKS = Set.of("animated");

  private static final Set<String> TEXT_FILES = Set.of("txt", "md", "json", "csv", "srt");

  /** A candidate for the preview; lower ranks win, then earlier ones. */
  private record Candidate(int rank, JsonObject json) {}

  static JobOutputs of(Map<NodeId, Map<String, List<Object>>> outputs) {
    int count = 0;
    Candidate best = null;
    for (Map.Entry<NodeId, Map<String, List<Object>>> node : outputs.entrySet()) {
      for (Map.Entry<String, List<Object>> shown : node.getValue().entrySet()) {
        if (REMARKS.contains(shown.getKey())) {
          continue;
        }
        for (Object item : shown.getValue()) {
          Candidate candidate = candidate(node.getKey(), shown.getKey(), item);
          if (candidate != null) {
            count++;
            best = best == null || candidate.rank() < best.rank() ? candidate : best;
          }
        }
      }
    }
    return new JobOutputs(count, best == null ? null : best.json().map());
  }

  private static @Nullable Candidate candidate(NodeId node, String mediaType, Object item) {
    if (item instanceof Map<?, ?> file && file.get("filename") instanceof String name) {
      JsonObject json = JsonObject.empty();
      file.forEach((key, value) -> json.and(String.valueOf(key), value));
      int rank = isTextFile(name) ? 2 : "output".equals(file.get("type")) ? 0 : 1;
      return new Candidate(rank, shownBy(node, json, mediaType));
    }
    if (item instanceof String text && mediaType.equals(TEXT)) {
      boolean truncated = text.length() > TEXT_LENGTH;
      String content = truncated ? text.substring(0, TEXT_LENGTH) : text;
      JsonObject json = shownBy(node, JsonObject.with("content", content), TEXT);
      return new Candidate(3, json.andIfPresent("truncated", truncated ? true : null));
    }
    return null;
  }

  private static JsonObject shownBy(NodeId node, JsonObject item, String mediaType) {
    return item.and("nodeId", node.value()).and("mediaType", mediaType);
  }

  private static boolean isTextFile(String name) {
    return TEXT_FILES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
