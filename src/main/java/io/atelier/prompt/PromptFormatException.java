package io.atelier.prompt;

/** What was submitted does not have the shape of a prompt at all. */
public final class PromptFormatException extends RuntimeException {
  public PromptFormatException(String message) {
    super(message);
  }
}
