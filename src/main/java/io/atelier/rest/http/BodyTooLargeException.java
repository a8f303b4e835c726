package io.atelier.rest.http;

/** A request body is larger than the server takes. */
final class BodyTooLargeException extends RuntimeException {
  BodyTooLargeException(long limit) {
    super("Maximum request body size " + limit + " exceeded.");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
