package io.atelier.execution;

import java.util.ArrayList;
import java.util.List;

/** Measures the evaluation of one prompt. Safe for use by many threads. */
final class RunMeter {
  private final List<RunStatistics.NodeTime> nodes = new ArrayList<>();
  private int cached;

  /** A node has computed, well or not. */
  synchronized void computed(String classType, long nanos) {
    nodes.add(new RunStatistics.NodeTime(classType, nanos));
  }

  /** A result was found in the cache. */
  synchronized void found() {
    cached++;
  }

  synchronized RunStatistics statistics() {
    return new RunStatistics(List.copyOf(nodes), cached);
  }
}
