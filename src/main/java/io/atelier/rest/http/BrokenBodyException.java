package io.atelier.rest.http;

import java.io.IOException;

/** A request body ended early, or is not encoded as its headers say. */
final class BrokenBodyException extends IOException {
  BrokenBodyException(String message, IOException cause) {
    super(message, cause);
  }
}
