package io.atelier.queue;

import io.atelier.prompt.PromptId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in the queue as lists need it. What may be long, its graph and its extra data, may stay
 * where it is kept until it is written.
 */
public interface KeptPrompt {
  PromptId id();

  /** Its priority, lower first. */
  Number number();

  /** When it came, in epoch milliseconds. */
  long createdAt();

  /** The id of the workflow that the prompt was made of, or null. */
  @Nullable String workflowId();

  /** The five-element array that the queue shows, as JSON; empty when the prompt has just gone. */
  Optional<Object> shown();

  /** Graph and extra data, as jobs show them, as JSON; empty when the prompt has just gone. */
  Optional<Object> source();
}
