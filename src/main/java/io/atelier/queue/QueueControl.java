package io.atelier.queue;

import io.atelier.prompt.PromptId;

/** What an operator may do with the queue beyond the protocol. Shared by all servers of a queue. */
public interface QueueControl {
  boolean isPaused();

  /** Stops or resumes the beginning of prompts; one that runs goes on. */
  void pause(boolean paused);

  /** Sets the priority of a waiting prompt, higher first; false when none of this id waits. */
  boolean prioritise(PromptId id, int priority);

  /** Gives a waiting prompt another number, and so another place; false when none waits. */
  boolean move(PromptId id, double number);
}
