package io.atelier.rest;

import io.atelier.prompt.PromptError;

/** A request that cannot be read or done as it is, which the client is told with status 400. */
final class UnreadableRequestException extends RuntimeException {
  private final transient PromptError error;

  UnreadableRequestException(String message) {
    super(message);
    this.error = PromptError.of("invalid_request", message, "");
  }

  UnreadableRequestException(String message, Throwable cause) {
    super(message, cause);
    this.error = PromptError.of("invalid_request", message, "");
  }

  /** A fault that clients are told of in detail. */
  UnreadableRequestException(PromptError error) {
    super(error.message());
    this.error = error;
  }

  /** A fault that clients are told of in detail. */
  UnreadableRequestException(PromptError error, Throwable cause) {
    super(error.message(), cause);
    this.error = error;
  }

  PromptError error() {
    return error;
  }
}
