package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The results that one prompt uses: those it computed and those it found in the cache. What is
 * found once stays for the rest of the prompt, whatever the cache evicts meanwhile.
 */
final class RunResults {
  private final DynamicGraph graph;
  private final Signatures signatures;
  private final OutputCache.Scope root;
  private final RunMeter meter;
  private final Map<NodeId, CachedResult> results = new HashMap<>();
  private final Map<NodeId, OutputCache.Scope> expansions = new HashMap<>();

  RunResults(DynamicGraph graph, Signatures signatures, OutputCache.Scope root, RunMeter meter) {
    this.graph = graph;
    this.signatures = signatures;
    this.root = root;
    this.meter = meter;
  }

  /** The node's result, or null while there is none. */
  @Nullable CachedResult find(NodeId id) {
    CachedResult result = results.get(id);
    if (result == null && graph.node(id) != null) {
      result = scopeOf(id).get(signatures.of(id));
      if (result != null) {
        results.put(id, result);
        meter.found();
      }
    }
    return result;
  }

  CacheKey signatureOf(NodeId id) {
    return signatures.of(id);
  }

  void store(NodeId id, CachedResult result) {
    results.put(id, result);
    scopeOf(id).put(signatures.of(id), result);
  }

  /** Prepares for what a node expanded to. */
  void expanded(NodeId parent, List<NodeId> children) {
    GraphNode node = graph.require(parent);
    Set<CacheKey> used = new HashSet<>();
    for (NodeId child : children) {
      used.add(signatures.of(child));
    }
    OutputCache.Owner owner = new OutputCache.Owner(parent, node.classType());
    expansions.put(parent, scopeOf(parent).expansionOf(owner, used));
  }

  private OutputCache.Scope scopeOf(NodeId id) {
    NodeId parent = graph.parentId(id);
    OutputCache.Scope scope = parent == null ? root : expansions.get(parent);
    return scope == null ? root : scope;
  }
}
