package io.atelier.memory;

/** More memory was wanted than there is; none of it was taken. */
public final class NotEnoughMemoryError extends OutOfMemoryError {
  private static final long serialVersionUID = 1;

  NotEnoughMemoryError(String message) {
    super(message);
  }
}
