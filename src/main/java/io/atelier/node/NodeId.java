package io.atelier.node;

/**
 * The id of a node within a prompt: any text ({@code "3"}, {@code "12:7"}), or, for a node made by
 * expansion, {@code <parent>.<call>.<graph>.<local>}. Never read as a number.
 */
public record NodeId(String value) implements Comparable<NodeId> {
  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
