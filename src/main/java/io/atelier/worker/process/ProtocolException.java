package io.atelier.worker.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The other side sent what is no packet. */
final class ProtocolException extends IOException {
  ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
