package io.atelier.prompt;

import java.util.UUID;

/** The id of a submitted prompt: a UUID unless the client chose another text. */
public record PromptId(String value) {
  /** A new random id. */
  public static PromptId random() {
    return new PromptId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
