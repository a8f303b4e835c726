package io.atelier.queue;

import io.atelier.prompt.PromptId;

/**
 * A finished prompt as lists need it. What may be long may stay where it is kept until it is read
 * or written.
 */
public interface KeptEntry {
  PromptId id();

  /** When the prompt came, in epoch milliseconds. */
  long createdAt();

  /** Milliseconds from start to end; 0 when it never began. */
  long duration();

  /** The entry as a whole, with all that is long. */
  HistoryEntry read();

  /** The entry as {@code /history} shows it, as JSON. */
  Object shown();

  /** What nodes had to show, how execution ended, and the workflow, as a job shows them. */
  Details details();

  /**
   * The long parts of a job, as JSON.
   *
   * @param outputs what nodes had to show, by node
   * @param status how execution ended
   * @param source the graph and the extra data
   */
  record Details(Object outputs, Object status, Object source) {}
}
