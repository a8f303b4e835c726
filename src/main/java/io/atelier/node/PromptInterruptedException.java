package io.atelier.node;

/** The prompt was interrupted; thrown through a node's call to end it. */
public final class PromptInterruptedException extends RuntimeException {
  public PromptInterruptedException() {
    super("the prompt was interrupted", null, false, false);
  }
}
