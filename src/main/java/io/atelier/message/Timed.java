package io.atelier.message;

/** A message that tells when what it tells of happened. */
public interface Timed {
  /** In epoch milliseconds. */
  long timestamp();
}
