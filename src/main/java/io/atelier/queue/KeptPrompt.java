package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in the queue as lists need it. What may be long, its graph and its extra data, may stay
 * where it is kept until it is read.
 */
public interface KeptPrompt {
  PromptId id();

  /** Its priority, lower first. */
  Number number();

  /** When it came, in epoch milliseconds. */
  long createdAt();

  /** The id of the workflow that the prompt was made of, or null. */
  @Nullable String workflowId();

  /**
   * The prompt as a whole, without secrets where those are not kept; empty when it has just gone.
   */
  Optional<QueuedPrompt> read();
}
