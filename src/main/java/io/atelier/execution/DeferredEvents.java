package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import io.atelier.node.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a node that runs before its turn: kept back until the turn comes, then passed on as
 * they happen.
 */
final class DeferredEvents implements NodeEvents {
  private final List<BiConsumer<NodeEvents, NodeIdentity>> kept = new ArrayList<>();
  private @Nullable NodeEvents target;
  private @Nullable NodeIdentity owner;

  /**
   * The node's turn has come.
   *
   * @param node the node in whose name the events are passed on, which may be an equal one
   */
  synchronized void passOnTo(NodeEvents events, NodeIdentity node) {
    target = events;
    owner = node;
    kept.forEach(event -> event.accept(events, node));
    kept.clear();
  }

  private synchronized void happened(BiConsumer<NodeEvents, NodeIdentity> event) {
    if (target == null || owner == null) {
      kept.add(event);
    } else {
      event.accept(target, owner);
    }
  }

  @Override
  public void progresses(NodeIdentity node, Number value, Number max, @Nullable Preview preview) {
    happened((events, self) -> events.progresses(self, value, max, preview));
  }

  @Override
  public void says(NodeIdentity node, String text) {
    happened((events, self) -> events.says(self, text));
  }

  @Override
  public void blocked(NodeIdentity node, String classType, String why) {
    happened((events, self) -> events.blocked(self, classType, why));
  }
}
