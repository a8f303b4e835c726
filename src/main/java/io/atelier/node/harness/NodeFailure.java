package io.atelier.node.harness;

import io.atelier.node.ClientTerms;

/**
 * A node failed; the cause is what it threw. Type and message are those that clients read in {@code
 * execution_error}.
 */
public final class NodeFailure extends RuntimeException {
  private final String type;
  private final String clientMessage;

  NodeFailure(Throwable cause) {
    this(ClientTerms.type(cause), ClientTerms.message(cause), cause);
  }

  NodeFailure(String type, String clientMessage, Throwable cause) {
    super(type + ": " + clientMessage.strip(), cause);
    this.type = type;
    this.clientMessage = clientMessage;
  }

  /** {@code exception_type}: the name of one of Python's errors, or of a Java class. */
  public String type() {
    return type;
  }

  /** {@code exception_message}, which ends with a line break. */
  public String clientMessage() {
    return clientMessage;
  }
}
