package io.atelier.rest;

/** A request whose body or parameters cannot be read; the protocol knows no better than 500. */
final class UnreadableRequestException extends RuntimeException {
  UnreadableRequestException(String message) {
    super(message);
  }

  UnreadableRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
