package io.atelier.prompt;

import io.atelier.json.JsonObject;
import io.atelier.node.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The nodes from an output to the one that is being validated, each a source of the one before. It
 * tells each node once that it is in a cycle, so that even a graph of nothing but cycles costs no
 * more than its length.
 */
final class Trail {
  /** Every node of a cycle tells of it, so that a long one must not be told in full each time. */
  private static final int NAMED_IN_CYCLE = 32;

  private final List<GraphValidation.Frame> frames = new ArrayList<>();
  private final Map<NodeId, Integer> places = new HashMap<>();

  /** Places of the nodes that have told of no cycle yet. */
  private final NavigableSet<Integer> silent = new TreeSet<>();

  boolean isEmpty() {
    return frames.isEmpty();
  }

  boolean holds(NodeId id) {
    return places.containsKey(id);
  }

  GraphValidation.Frame last() {
    return frames.get(frames.size() - 1);
  }

  void push(GraphValidation.Frame frame) {
    places.put(frame.check.id(), frames.size());
    silent.add(frames.size());
    frames.add(frame);
  }

  void pop() {
    GraphValidation.Frame gone = frames.remove(frames.size() - 1);
    places.remove(gone.check.id());
    silent.remove(frames.size());
  }

  /** Tells the nodes from here to the last one, which has a link back to here, of their cycle. */
  void reportCycle(NodeId start) {
    int from = places.getOrDefault(start, 0);
    NavigableSet<Integer> told = silent.tailSet(from, true);
    if (told.isEmpty()) {
      return;
    }
    List<String> ids = new ArrayList<>();
    List<String> path = new ArrayList<>();
    int to = Math.min(frames.size(), from + NAMED_IN_CYCLE);
    for (GraphValidation.Frame frame : frames.subList(from, to)) {
      ids.add(frame.check.id().value());
      path.add(frame.check.id() + " (" + frame.check.classType() + ")");
    }
    if (to < frames.size()) {
      path.add("… " + (frames.size() - to) + " more …");
    }
    path.add(path.get(0));
    String details = String.join(" -> ", path);
    for (int place : told) {
      NodeCheck check = frames.get(place).check;
      check.inCycle(
          new PromptError(
              "dependency_cycle",
              "Dependency cycle detected",
              details,
              JsonObject.with("node_id", check.id().value()).and("cycle_nodes", ids).map()));
    }
    told.clear();
  }
}
