package io.atelier.queue;

/**
 * What has become of a prompt.
 *
 * @param attempts how often it has been begun; 0 where that is not known
 */
public record PromptStatus(PromptState state, int attempts) {
  public static final PromptStatus UNKNOWN = new PromptStatus(PromptState.UNKNOWN, 0);
}
