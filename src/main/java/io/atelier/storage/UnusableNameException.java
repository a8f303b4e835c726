package io.atelier.storage;

/** No file can be stored under a name; the message says why, without the name. */
public final class UnusableNameException extends RuntimeException {
  public UnusableNameException(String message) {
    super(message);
  }
}
