package io.atelier.execution;

import io.atelier.node.Node;
import io.atelier.node.NodeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The objects that run nodes, kept as long as their node, or the node that expanded to it, stays in
 * consecutive prompts with the same class.
 */
final class NodeObjects {
  private record Key(OutputCache.Owner submitted, OutputCache.Owner node) {}

  private final Map<Key, Node> objects = new HashMap<>();

  /** Begins a prompt, dropping the objects of nodes that it does not have. */
  void begin(Collection<OutputCache.Owner> owners) {
    Set<OutputCache.Owner> present = new HashSet<>(owners);
    objects.keySet().removeIf(key -> !present.contains(key.submitted()));
  }

  /**
   * The object of a node.
   *
   * @param submitted the node of the prompt that it stems from
   */
  Node get(OutputCache.Owner submitted, OutputCache.Owner node, NodeType type) {
    return objects.computeIfAbsent(new Key(submitted, node), key -> type.factory().get());
  }

  void remove(OutputCache.Owner submitted, OutputCache.Owner node) {
    objects.remove(new Key(submitted, node));
  }

  void clear() {
    objects.clear();
  }
}
