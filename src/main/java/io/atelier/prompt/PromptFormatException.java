package io.atelier.prompt;

import java.util.Map;

/** What was submitted does not have the shape of a prompt at all; the error says why and where. */
public final class PromptFormatException extends RuntimeException {
  private final transient PromptError error;

  PromptFormatException(String message, String details, Map<String, Object> place) {
    super(message + ": " + details);
    this.error = new PromptError("invalid_prompt", message, details, Map.copyOf(place));
  }

  public PromptError error() {
    return error;
  }
}
