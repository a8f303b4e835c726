package io.atelier.execution;

import io.atelier.node.NodeId;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results of nodes, kept between prompts by signature. Used by one prompt at a time.
 *
 * <p>The cache owns what it holds; a result that it evicts lives on only as long as a running
 * prompt uses it.
 */
public interface OutputCache {
  /** A node as prompts name it; its expansions belong to it. */
  record Owner(NodeId id, String classType) {}

  /** A place for results: the prompt's own nodes, or the expansion of one of them. */
  interface Scope {
    @Nullable CachedResult get(CacheKey key);

    void put(CacheKey key, CachedResult result);

    /**
     * The scope for what a node of this scope expands to.
     *
     * @param used the signatures of the expansion
     */
    Scope expansionOf(Owner owner, Set<CacheKey> used);
  }

  /**
   * Begins a prompt, evicting what the kind of cache does not keep for it.
   *
   * @param used the signatures of the prompt's nodes
   * @param owners the prompt's nodes
   */
  Scope begin(Set<CacheKey> used, Collection<Owner> owners);

  /** Lets the cache evict after a node has finished. */
  default void nodeFinished() {}

  /** Drops everything. */
  void clear();

  /** The number of results held, those of expansions too. */
  int size();
}
