package io.atelier.prompt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a prompt, or a node of it, is refused; clients know the types. Of long values of
 * the client's it repeats the start alone.
 */
public record PromptError(
    String type, String message, String details, Map<String, @Nullable Object> extraInfo) {
  private static final int MOST_DETAILS = 16_000;

  public PromptError {
    message = Excerpt.text(message);
    details = Excerpt.text(details, MOST_DETAILS);
    extraInfo = Excerpt.members(extraInfo);
  }

  public static PromptError of(String type, String message, String details) {
    return new PromptError(type, message, details, Map.of());
  }
}
