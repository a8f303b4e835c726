package io.atelier.queue;

import io.atelier.prompt.PromptId;

/**
 * A prompt has ended that this server no longer holds: it was handed back, or another server took
 * it over. The end does not count, and nobody is to be told of it.
 */
public final class PromptTakenAwayException extends RuntimeException {
  public PromptTakenAwayException(PromptId id) {
    super("prompt " + id + " is no longer this server's");
  }
}
