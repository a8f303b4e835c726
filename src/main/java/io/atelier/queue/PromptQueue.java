package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Prompts that wait and prompts that run. Safe for use by many threads. */
public interface PromptQueue {
  /** The next number for a prompt whose client chose none: 0, 1, 2 and so on. */
  long nextNumber();

  /**
   * Adds a prompt to those that wait.
   *
   * @throws PromptIdTakenException when another of its id waits, runs or is in the history
   */
  void add(QueuedPrompt prompt);

  /**
   * Moves the first waiting prompt to the running ones.
   *
   * @return empty when none came within the time
   */
  Optional<QueuedPrompt> take(Duration timeout) throws InterruptedException;

  /** Removes a running prompt. */
  void finish(QueuedPrompt prompt);

  /** Removes a waiting prompt; false when none of this id waits. */
  boolean delete(PromptId id);

  /** Removes all waiting prompts. */
  void clear();

  /** Both lists at one moment. */
  Snapshot snapshot();

  /** Waiting and running prompts together. */
  int remaining();

  /** How many wait and run, at much less cost than {@link #snapshot}. */
  Lengths lengths();

  /**
   * How much there is to do.
   *
   * @param oldest when the prompt came that has waited longest, in epoch milliseconds; 0 when none
   *     waits
   */
  record Lengths(int waiting, int running, long oldest) {}

  /** The prompts that run and those that wait, the latter in order of execution. */
  record Snapshot(List<? extends KeptPrompt> running, List<? extends KeptPrompt> pending) {}
}
