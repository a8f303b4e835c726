package io.atelier.queue;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Message;
import io.atelier.message.Timed;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
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
    return message instanceof Timed timed ? timed.timestamp() : null;
  }

  /** What went wrong; null when nothing did. */
  public Message.@Nullable ExecutionError error() {
    return result.closing() instanceof Message.ExecutionError error ? error : null;
  }

  /** What nodes had to show, by node. */
  public Map<NodeId, Map<String, List<Object>>> outputs() {
    return result.outputs();
  }
}
