package io.atelier.json;

import org.jspecify.annotations.Nullable;

/** The text is not JSON, or is beyond the reader's bounds. */
public final class JsonSyntaxException extends RuntimeException {
  public JsonSyntaxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
