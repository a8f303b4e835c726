package io.atelier.tensor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file is not a well-formed safetensors file. */
public final class SafetensorsFormatException extends IOException {
  public SafetensorsFormatException(String message) {
    this(message, null);
  }

  public SafetensorsFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
