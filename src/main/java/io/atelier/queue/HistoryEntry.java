package io.atelier.queue;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A finished prompt. */
public record HistoryEntry(QueuedPrompt prompt, ExecutionResult result) implements KeptEntry {
  @Override
  public PromptId id() {
    return prompt.id();
  }

  @Override
  public long createdAt() {
    return prompt.createdAt();
  }

  @Override
  public HistoryEntry read() {
    return this;
  }

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

  @Override
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

  @Override
  public Map<String, Object> shown() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("prompt", prompt.toJson());
    json.put("outputs", outputsByName());
    json.put("status", status());
    Map<String, Object> meta = new LinkedHashMap<>();
    result.identities().forEach((node, identity) -> meta.put(node.value(), meta(identity)));
    json.put("meta", meta);
    return json;
  }

  @Override
  public Details details() {
    return new Details(outputsByName(), status(), prompt.source().orElseThrow());
  }

  private Map<String, Object> outputsByName() {
    Map<String, Object> outputs = new LinkedHashMap<>();
    result.outputs().forEach((node, ui) -> outputs.put(node.value(), ui));
    return outputs;
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
