package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.Link;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of the nodes of one prompt.
 *
 * <p>A node's signature hashes its class, fingerprint and constants together with the signatures of
 * the nodes that it is linked to, so that each node costs O(1) however deep the graph: a chain of n
 * nodes is signed in O(n). A node on a cycle, and one that hangs on a missing node, is like nothing
 * else.
 */
final class Signatures {
  private final DynamicGraph graph;
  private final NodeRegistry registry;
  private final Fingerprints fingerprints;
  private final Map<NodeId, CacheKey> keys = new HashMap<>();

  Signatures(DynamicGraph graph, NodeRegistry registry, Fingerprints fingerprints) {
    this.graph = graph;
    this.registry = registry;
    this.fingerprints = fingerprints;
  }

  /** The signature of a node of the graph. */
  CacheKey of(NodeId id) {
    CacheKey known = keys.get(id);
    if (known != null) {
      return known;
    }
    Deque<NodeId> stack = new ArrayDeque<>();
    Set<NodeId> underWay = new HashSet<>();
    stack.push(id);
    while (!stack.isEmpty()) {
      NodeId top = stack.peek();
      GraphNode node = graph.require(top);
      boolean first = underWay.add(top);
      boolean waits = false;
      if (first) {
        for (Object value : node.inputs().values()) {
          if (value instanceof Link link
              && !keys.containsKey(link.source())
              && !underWay.contains(link.source())
              && graph.node(link.source()) != null) {
            stack.push(link.source());
            waits = true;
          }
        }
      }
      if (!waits) {
        stack.pop();
        keys.computeIfAbsent(top, k -> sign(node));
        underWay.remove(top);
      }
    }
    CacheKey key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException("unsigned: " + id);
    }
    return key;
  }

  private CacheKey sign(GraphNode node) {
    SignatureHasher hasher = new SignatureHasher().text(node.classType());
    NodeType type = registry.find(node.classType());
    if (type != null) {
      hasher.value(fingerprints.of(node, type));
      if (type.definition().dependsOnNodeId()) {
        hasher.text(node.id().value());
      }
    }
    List<String> names = new ArrayList<>(node.inputs().keySet());
    Collections.sort(names);
    for (String name : names) {
      hasher.text(name);
      Object value = node.inputs().get(name);
      if (value instanceof Link link) {
        CacheKey source = keys.get(link.source());
        if (source == null) {
          hasher.unique();
        } else {
          hasher.link(source, link.slot());
        }
      } else {
        hasher.value(value);
      }
    }
    return hasher.finish();
  }

  /** The signatures of several nodes. */
  Set<CacheKey> ofAll(Iterable<NodeId> ids) {
    Set<CacheKey> signatures = new HashSet<>();
    for (NodeId id : ids) {
      signatures.add(of(id));
    }
    return signatures;
  }

  /** Tells what a node's result depends on beyond its inputs. */
  @FunctionalInterface
  interface Fingerprints {
    @Nullable Object of(GraphNode node, NodeType type);
  }
}
