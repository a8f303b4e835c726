package io.atelier.queue;

import io.atelier.prompt.PromptId;

/** Tells what has become of prompts. */
@FunctionalInterface
public interface PromptStatuses {
  PromptStatus of(PromptId id);
}
