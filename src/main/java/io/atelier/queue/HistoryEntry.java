package io.atelier.queue;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finished prompt. */
public record HistoryEntry(QueuedPrompt prompt, ExecutionResult result) {
  /** Whether the prompt ended well. */
  public boolean succeeded() {
    return result.status() == ExecutionResult.Status.SUCCEEDED;
  }

  /** Whether somebody ended the prompt. */
  public boolean interrupted() {
    return result.status() == ExecutionResult.Status.INTERRUPTED;
  }

  /** When execution began, in epoch milliseconds; null when it never did. */
  public @Nullable Long startedAt() {
    return result.messages().stream()
        .filter(message -> message instanceof Message.ExecutionStart)
        .map(HistoryEntry::timestamp)
        .findFirst()
        .orElse(null);
  }

  /** When execution ended, in epoch milliseconds. */
  public @Nullable Long endedAt() {
    return timestamp(result.closing());
  }

  /** Milliseconds from start to end; 0 when it never began. */
  public long duration() {
    Long start = startedAt();
    Long end = endedAt();
    return start == null || end == null ? 0 : end - start;
  }

  private static @Nullable Long timestamp(Message message) {
    return message.data().get("timestamp") instanceof Long time ? time : null;
  }

  /** What went wrong, as clients were told; null when nothing did. */
  public @Nullable Map<String, @Nullable Object> error() {
    return result.closing() instanceof Message.ExecutionError error ? error.data() : null;
  }

  /** What nodes had to show, by node. */
  public Map<NodeId, Map<String, List<Object>>> outputs() {
    return result.outputs();
  }

  /** The entry as {@code /history} shows it. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("prompt", prompt.toJson());
    Map<String, Object> outputs = new LinkedHashMap<>();
    result.outputs().forEach((node, ui) -> outputs.put(node.value(), ui));
    json.put("outputs", outputs);
    json.put("status", status());
    Map<String, Object> meta = new LinkedHashMap<>();
    result.identities().forEach((node, identity) -> meta.put(node.value(), meta(identity)));
    json.put("meta", meta);
    return json;
  }

  private Map<String, Object> status() {
    List<Object> messages = new ArrayList<>();
    for (Message message : result.messages()) {
      messages.add(message.toHistoryPair());
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("status_str", succeeded() ? "success" : "error");
    status.put("completed", succeeded());
    status.put("messages", messages);
    return status;
  }

  private static Map<String, @Nullable Object> meta(NodeIdentity identity) {
    NodeId parent = identity.parent();
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("node_id", identity.id().value());
    meta.put("display_node", identity.display().value());
    meta.put("parent_node", parent == null ? null : parent.value());
    meta.put("real_node_id", identity.real().value());
    return meta;
  }
}
