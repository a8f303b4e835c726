package io.atelier.node.harness;

import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.NodeId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph of one submitted node. */
record LoneGraph(GraphNode only) implements GraphView {
  @Override
  public @Nullable GraphNode node(NodeId id) {
    return id.equals(only.id()) ? only : null;
  }

  @Override
  public Collection<NodeId> nodeIds() {
    return List.of(only.id());
  }

  @Override
  public NodeId displayId(NodeId id) {
    return id;
  }

  @Override
  public @Nullable NodeId parentId(NodeId id) {
    return null;
  }

  @Override
  public NodeId realId(NodeId id) {
    return id;
  }
}
