package io.atelier.execution;

import io.atelier.node.NodeId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evaluation is over before all nodes are done: by a failure, a cycle or an interruption. */
final class RunEnded extends RuntimeException {
  private final NodeId node;
  private final boolean interrupted;
  private final @Nullable Throwable failure;
  private final transient Map<String, List<@Nullable Object>> inputs;

  private RunEnded(
      NodeId node,
      boolean interrupted,
      @Nullable Throwable failure,
      Map<String, List<@Nullable Object>> inputs) {
    super(null, failure, false, false);
    this.node = node;
    this.interrupted = interrupted;
    this.failure = failure;
    this.inputs = inputs;
  }

  static RunEnded byInterruption(NodeId node) {
    return new RunEnded(node, true, null, Map.of());
  }

  static RunEnded byFailure(
      NodeId node, Throwable failure, Map<String, List<@Nullable Object>> inputs) {
    return new RunEnded(node, false, failure, inputs);
  }

  static RunEnded byCycle(NodeId node) {
    return new RunEnded(node, false, null, Map.of());
  }

  NodeId node() {
    return node;
  }

  boolean interrupted() {
    return interrupted;
  }

  /** What the node threw; null for a cycle. */
  @Nullable Throwable failure() {
    return failure;
  }

  Map<String, List<@Nullable Object>> inputs() {
    return inputs;
  }
}
