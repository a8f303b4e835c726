package io.atelier.message;

/** How far one node is; {@code value} of {@code max} steps. */
public record NodeProgress(NodeIdentity node, State state, Number value, Number max) {
  /** States that clients see. */
  public enum State {
    RUNNING,
    FINISHED
  }
}
