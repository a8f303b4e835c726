package io.atelier.persistence;

/** The database failed; what was to be written is not, unless the failure hit the commit itself. */
public final class StoreException extends RuntimeException {
  StoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
