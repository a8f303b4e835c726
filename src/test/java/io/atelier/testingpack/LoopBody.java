package io.atelier.testingpack;

import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.Link;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that a loop repeats. */
final class LoopBody {
  private LoopBody() {}

  /** The nodes on the ways from one node to another, both included. */
  static Set<NodeId> between(NodeId from, NodeId to, GraphView graph) {
    Map<NodeId, Set<NodeId>> consumers = consumersUpstreamOf(to, graph);
    Set<NodeId> found = new LinkedHashSet<>(List.of(from));
    Deque<NodeId> rest = new ArrayDeque<>(List.of(from));
    while (!rest.isEmpty()) {
      for (NodeId consumer : consumers.getOrDefault(rest.pop(), Set.of())) {
        if (found.add(consumer)) {
          rest.push(consumer);
        }
      }
    }
    found.add(to);
    return found;
  }

  /** By node the nodes that are linked to it, among those that a node depends on. */
  private static Map<NodeId, Set<NodeId>> consumersUpstreamOf(NodeId end, GraphView graph) {
    Map<NodeId, Set<NodeId>> consumers = new HashMap<>();
    Set<NodeId> seen = new HashSet<>(List.of(end));
    Deque<NodeId> rest = new ArrayDeque<>(List.of(end));
    while (!rest.isEmpty()) {
      NodeId id = rest.pop();
      for (Object value : require(graph, id).inputs().values()) {
        if (value instanceof Link link) {
          consumers.computeIfAbsent(link.source(), source -> new LinkedHashSet<>()).add(id);
          if (seen.add(link.source())) {
            rest.push(link.source());
          }
        }
      }
    }
    return consumers;
  }

  static GraphNode require(GraphView graph, NodeId id) {
    GraphNode node = graph.node(id);
    if (node == null) {
      throw new NodeException("KeyError", "'" + id + "'");
    }
    return node;
  }
}
