package io.atelier.queue;

/**
 * The place where prompts are kept failed; what was to be written is not, unless the failure hit
 * the very end of it.
 */
public final class StoreException extends RuntimeException {
  public StoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
