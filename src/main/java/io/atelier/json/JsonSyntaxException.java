package io.atelier.json;

import org.jspecify.annotations.Nullable;

/** The text is not JSON, or is beyond the reader's bounds. */
public final class JsonSyntaxException extends RuntimeException {
  private final int line;
  private final int column;

  /**
   * A fault at a place of the text.
   *
   * @param line of the fault, from 1; 0 when it is not known
   * @param column in characters, from 1; 0 when it is not known
   */
  public JsonSyntaxException(String message, int line, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.line = Math.max(0, line);
    this.column = Math.max(0, column);
  }

  /** The line at which reading ended, from 1; 0 when it is not known. */
  public int line() {
    return line;
  }

  /** The column at which reading ended, from 1; 0 when it is not known. */
  public int column() {
    return column;
  }
}
