package io.atelier.json;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A JSON value that writes itself, such as a stored document that is copied to a client without
 * being in memory as a whole. It may stand wherever {@link Json#write} takes a value.
 */
@FunctionalInterface
public interface JsonSource {
  /** Writes exactly one JSON value in UTF-8, without NaN; the stream stays open. */
  void writeTo(OutputStream out) throws IOException;
}
