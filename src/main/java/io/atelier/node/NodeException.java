package io.atelier.node;

/**
 * A failure of a node that clients are told in the terms that they know.
 *
 * <p>{@code type} is what {@code execution_error} shows as {@code exception_type}: bare names of
 * Python's built-ins ({@code ValueError}, {@code TypeError}), dotted names otherwise.
 */
public class NodeException extends RuntimeException {
  private final String type;

  public NodeException(String type, String message) {
    super(message);
    this.type = type;
  }

  public NodeException(String type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  public String type() {
    return type;
  }
}
