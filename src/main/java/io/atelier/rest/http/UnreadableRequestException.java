package io.atelier.rest.http;

import io.atelier.prompt.PromptError;

/** A request that cannot be read or done as it is, which the client is told with status 400. */
public final class UnreadableRequestException extends RuntimeException {
  private final transient PromptError error;

  public UnreadableRequestException(String message) {
    super(message);
    this.error = PromptError.of("invalid_request", message, "");
  }

  public UnreadableRequestException(String message, Throwable cause) {
    super(message, cause);
    this.error = PromptError.of("invalid_request", message, "");
  }

  /** A fault that clients are told of in detail. */
  public UnreadableRequestException(PromptError error) {
    super(error.message());
    this.error = error;
  }

  /** A fault that clients are told of in detail. */
  public UnreadableRequestException(PromptError error, Throwable cause) {
    super(error.message(), cause);
    this.error = error;
  }

  public PromptError error() {
    return error;
  }
}
