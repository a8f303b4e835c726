package io.atelier.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** The text is not JSON, or is beyond the reader's bounds. */
public final class JsonSyntaxException extends RuntimeException {
  public JsonSyntaxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The line of the fault, counted from 1; 0 when it is about the whole text. */
  public int line() {
    return getCause() instanceof JsonProcessingException fault && fault.getLocation() != null
        ? Math.max(0, fault.getLocation().getLineNr())
        : 0;
  }
}
