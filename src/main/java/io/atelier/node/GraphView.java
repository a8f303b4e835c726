package io.atelier.node;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The graph under execution: submitted nodes and those added by expansion. */
public interface GraphView {
  /** The node, or null when there is none of this id. */
  @Nullable GraphNode node(NodeId id);

  /** Ids of all nodes, submitted ones first. */
  Collection<NodeId> nodeIds();

  /** The node that clients highlight for this one. */
  NodeId displayId(NodeId id);

  /** The node whose expansion made this one; null for submitted nodes. */
  @Nullable NodeId parentId(NodeId id);

  /** The submitted node that this one stems from; itself for submitted nodes. */
  NodeId realId(NodeId id);
}
