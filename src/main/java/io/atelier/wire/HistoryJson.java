package io.atelier.wire;

import io.atelier.json.JsonObject;
import io.atelier.message.NodeIdentity;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finished prompts as JSON. */
public final class HistoryJson {
  private HistoryJson() {}

  /** The entry as {@code /history} shows it. */
  public static Object shown(KeptEntry entry) {
    return entry instanceof CopiedEntry copied ? copied.shown() : shown(entry.read());
  }

  private static Map<String, @Nullable Object> shown(HistoryEntry entry) {
    JsonObject meta = JsonObject.empty();
    entry.result().identities().forEach((node, names) -> meta.and(node.value(), names(names)));
    return JsonObject.with("prompt", PromptJson.array(entry.prompt()))
        .and("outputs", outputs(entry))
        .and("status", status(entry))
        .and("meta", meta.map())
        .map();
  }

  /** The long parts, as a job shows them. */
  public static EntryDetails details(KeptEntry entry) {
    return entry instanceof CopiedEntry copied ? copied.details() : details(entry.read());
  }

  private static EntryDetails details(HistoryEntry entry) {
    return new EntryDetails(outputs(entry), status(entry), PromptJson.sourceOf(entry.prompt()));
  }

  private static Map<String, @Nullable Object> outputs(HistoryEntry entry) {
    JsonObject outputs = JsonObject.empty();
    entry.outputs().forEach((node, shown) -> outputs.and(node.value(), shown));
    return outputs.map();
  }

  private static Map<String, @Nullable Object> status(HistoryEntry entry) {
    return status(
        entry.succeeded(), entry.result().messages().stream().map(MessageJson::pair).toList());
  }

  /**
   * How execution ended.
   *
   * @param messages the {@linkplain MessageJson#pair pairs} of history, as JSON
   */
  public static Map<String, @Nullable Object> status(boolean succeeded, Object messages) {
    return JsonObject.with("status_str", succeeded ? "success" : "error")
        .and("completed", succeeded)
        .and("messages", messages)
        .map();
  }

  /** The names of a node, as the member {@code meta} of an entry has them. */
  public static Map<String, @Nullable Object> names(NodeIdentity identity) {
    return JsonObject.with("node_id", identity.id().value())
        .and("display_node", identity.display().value())
        .and("parent_node", MessageJson.id(identity.parent()))
        .and("real_node_id", identity.real().value())
        .map();
  }
}
