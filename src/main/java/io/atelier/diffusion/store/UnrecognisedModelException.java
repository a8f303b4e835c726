package io.atelier.diffusion.store;

/** A file that holds no model of a kind that is known here. */
public final class UnrecognisedModelException extends RuntimeException {
  public UnrecognisedModelException(String message) {
    super(message);
  }
}
