package io.atelier.rest.http;

/** A request body comes more slowly than any real client sends. */
final class SlowBodyException extends RuntimeException {
  SlowBodyException() {
    super("The request body comes too slowly.");
  }
}
