package io.atelier.storage;

/** A name leads out of the folder that it belongs to. */
public final class PathEscapeException extends RuntimeException {
  public PathEscapeException(String name) {
    super("the name leads out of its folder: " + name);
  }
}
