package io.atelier.execution;

import io.atelier.node.Node;
import io.atelier.node.NodeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The objects that run nodes, kept as long as their node stays in consecutive prompts with the same
 * class; those of expanded nodes as long as the submitted node does, unless they go unused for a
 * number of prompts.
 */
final class NodeObjects {
  /** Prompts for which the object of an expanded node is kept unused. */
  static final int EXPANDED_KEPT = 10;

  private record Key(OutputCache.Owner submitted, OutputCache.Owner node) {
    boolean isExpanded() {
      return !node.equals(submitted);
    }
  }

  private static final class Held {
    final Node object;
    long lastUse;

    Held(Node object) {
      this.object = object;
    }
  }

  private final Map<Key, Held> objects = new HashMap<>();
  private long prompts;

  /** Begins a prompt, dropping the objects of nodes that it does not have. */
  void begin(Collection<OutputCache.Owner> owners) {
    prompts++;
    Set<OutputCache.Owner> present = new HashSet<>(owners);
    objects
        .entrySet()
        .removeIf(
            entry ->
                !present.contains(entry.getKey().submitted())
                    || (entry.getKey().isExpanded()
                        && prompts - entry.getValue().lastUse > EXPANDED_KEPT));
  }

  /**
   * The object of a node.
   *
   * @param submitted the node of the prompt that it stems from
   */
  Node get(OutputCache.Owner submitted, OutputCache.Owner node, NodeType type) {
    Held held =
        objects.computeIfAbsent(new Key(submitted, node), key -> new Held(type.factory().get()));
    held.lastUse = prompts;
    return held.object;
  }

  void remove(OutputCache.Owner submitted, OutputCache.Owner node) {
    objects.remove(new Key(submitted, node));
  }

  void clear() {
    objects.clear();
  }

  int size() {
    return objects.size();
  }
}
