package io.atelier.wire;

import io.atelier.queue.KeptPrompt;
import java.util.Optional;

/**
 * A prompt of the queue whose parts are kept in the classic form: they can be copied to a client
 * without being read. Empty is what has just gone.
 */
public interface CopiedPrompt extends KeptPrompt {
  /** See {@link PromptJson#shown}. */
  Optional<Object> shown();

  /** See {@link PromptJson#source}. */
  Optional<Object> source();
}
