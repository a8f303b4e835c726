package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.util.List;

/** Tells what has become of prompts. */
@FunctionalInterface
public interface PromptStatuses {
  PromptStatus of(PromptId id);

  /** What a queue and a history can tell by themselves: nothing of those in neither. */
  static PromptStatuses of(PromptQueue queue, History history) {
    return id -> {
      PromptQueue.Snapshot snapshot = queue.snapshot();
      if (has(snapshot.running(), id)) {
        return new PromptStatus(PromptState.RUNNING, 1);
      }
      if (has(snapshot.pending(), id)) {
        return new PromptStatus(PromptState.QUEUED, 0);
      }
      return history
          .find(id)
          .map(entry -> new PromptStatus(PromptState.of(entry), 1))
          .orElse(PromptStatus.UNKNOWN);
    };
  }

  private static boolean has(List<? extends KeptPrompt> prompts, PromptId id) {
    return prompts.stream().anyMatch(prompt -> prompt.id().equals(id));
  }
}
