package io.atelier.persistence;

import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.persistence.document.StoredDocument;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prompts and results with long documents. */
public final class LongDocuments {
  /** More than three pieces. */
  public static final int LENGTH = 3 * StoredDocument.PIECE_BYTES + 17;

  private LongDocuments() {}

  /** A prompt whose document has about so many bytes. */
  public static QueuedPrompt prompt(String id, int length) {
    Map<String, Object> workflow = Map.of("id", "w-" + id, "nodes", "ü".repeat(length / 6));
    return new QueuedPrompt(
        7L,
        new PromptId(id),
        Prompt.fromJson(
            Map.of("1", Map.of("class_type", "Out", "inputs", Map.of("v", Double.NaN)))),
        ExtraData.of(Map.of("extra_pnginfo", Map.of("workflow", workflow))),
        List.of(new NodeId("1")),
        Requester.ANYONE);
  }

  /** A prompt of that length that failed. */
  public static HistoryEntry entry(String id, int length) {
    QueuedPrompt prompt = prompt(id, length);
    return new HistoryEntry(prompt, StoreFixture.failure(prompt));
  }

  /** What a client reads of a value. */
  public static Object json(Object value) {
    return Objects.requireNonNull(Json.parse(Json.writeBytes(value)));
  }
}
