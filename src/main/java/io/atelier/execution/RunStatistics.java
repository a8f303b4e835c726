package io.atelier.execution;

import java.util.List;

/**
 * What the evaluation of a prompt took.
 *
 * @param nodes the nodes that computed, in the order in which they ended
 * @param cached how many results were taken from the cache
 */
public record RunStatistics(List<NodeTime> nodes, int cached) {
  /** Of a prompt of which nothing was measured. */
  public static final RunStatistics NONE = new RunStatistics(List.of(), 0);

  /**
   * How long a node computed: all its calls, without the wait for its inputs and its turn.
   *
   * @param classType a registered class
   */
  public record NodeTime(String classType, long nanos) {}
}
