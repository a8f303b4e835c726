package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.Expansion;
import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptNode;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The graph of one prompt with what nodes have added by expansion. Nodes may read it any time. */
final class DynamicGraph implements GraphView {
  private final Map<NodeId, GraphNode> nodes = new ConcurrentHashMap<>();
  private final Map<NodeId, NodeId> parents = new ConcurrentHashMap<>();
  private final Map<NodeId, NodeId> reals = new ConcurrentHashMap<>();
  private final Map<NodeId, NodeId> displays = new ConcurrentHashMap<>();
  private final Collection<NodeId> order = new ConcurrentLinkedQueue<>();

  DynamicGraph(Prompt prompt) {
    for (PromptNode node : prompt.nodes()) {
      nodes.put(node.id(), node.toGraphNode());
      order.add(node.id());
    }
  }

  /**
   * Adds what a node returned in its place.
   *
   * @throws NodeException when an id is taken
   */
  void expand(NodeId parent, Expansion expansion) {
    for (GraphNode node : expansion.nodes()) {
      if (nodes.containsKey(node.id())) {
        throw new NodeException(
            "execution.DuplicateNodeError",
            "Attempt to add duplicate node "
                + node.id()
                + ". Ensure node ids are unique and deterministic or use graph_utils.GraphBuilder.");
      }
    }
    for (GraphNode node : expansion.nodes()) {
      nodes.put(node.id(), node);
      parents.put(node.id(), parent);
      reals.put(node.id(), realId(parent));
      NodeId shown = node.displayId();
      displays.put(node.id(), displayId(shown == null ? parent : shown));
      order.add(node.id());
    }
  }

  /** The node, which must exist. */
  GraphNode require(NodeId id) {
    GraphNode node = nodes.get(id);
    if (node == null) {
      throw new NodeException(
          "comfy_execution.graph.NodeNotFoundError", "Node " + id + " not found");
    }
    return node;
  }

  @Override
  public @Nullable GraphNode node(NodeId id) {
    return nodes.get(id);
  }

  @Override
  public Collection<NodeId> nodeIds() {
    return Collections.unmodifiableCollection(order);
  }

  @Override
  public NodeId displayId(NodeId id) {
    return displays.getOrDefault(id, id);
  }

  @Override
  public @Nullable NodeId parentId(NodeId id) {
    return parents.get(id);
  }

  @Override
  public NodeId realId(NodeId id) {
    return reals.getOrDefault(id, id);
  }

  NodeIdentity identity(NodeId id) {
    return new NodeIdentity(id, displayId(id), parentId(id), realId(id));
  }
}
