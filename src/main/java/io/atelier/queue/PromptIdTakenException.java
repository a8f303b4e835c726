package io.atelier.queue;

import io.atelier.prompt.PromptId;

/** A prompt of the same id waits, runs or is in the history; nothing was added. */
public final class PromptIdTakenException extends RuntimeException {
  public PromptIdTakenException(PromptId id) {
    super("prompt " + id + " is there already");
  }
}
