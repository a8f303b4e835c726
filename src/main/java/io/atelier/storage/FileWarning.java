package io.atelier.storage;

import java.nio.file.Path;

/**
 * What could not be used of a file that people keep, and why.
 *
 * @param line counted from 1; 0 when it is about the whole file
 */
public record FileWarning(Path file, int line, String reason) {
  @Override
  public String toString() {
    return (line == 0 ? file.toString() : file + ":" + line) + ": " + reason;
  }
}
