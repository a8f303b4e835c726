package io.atelier.queue;

import io.atelier.prompt.PromptId;

/** Ends running prompts at their next step, whichever of the servers of a queue they run on. */
@FunctionalInterface
public interface Interrupts {
  /** Interrupts a prompt; nothing happens when it does not run. */
  void interrupt(PromptId id);
}
