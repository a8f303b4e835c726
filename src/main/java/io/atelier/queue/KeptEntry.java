package io.atelier.queue;

import io.atelier.prompt.PromptId;

/**
 * A finished prompt as lists need it. What may be long may stay where it is kept until it is read.
 */
public interface KeptEntry {
  PromptId id();

  /** When the prompt came, in epoch milliseconds. */
  long createdAt();

  /** Milliseconds from start to end; 0 when it never began. */
  long duration();

  /** The entry as a whole, with all that is long. */
  HistoryEntry read();
}
