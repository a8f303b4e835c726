package io.atelier.execution;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache that keeps the results of several prompts in one map, those of expansions too, and knows
 * which prompt used each last.
 *
 * @param <E> a result with what the kind of cache remembers of it
 */
abstract class FlatCache<E extends FlatCache.Entry> implements OutputCache, OutputCache.Scope {
  private final Map<CacheKey, E> entries = new HashMap<>();
  private long generation;

  /** A result and the number of the prompt that used it last. */
  static class Entry {
    private final CachedResult result;
    private long generation;

    Entry(CachedResult result) {
      this.result = result;
    }

    /** The number of the prompt that used the result last. */
    final long generation() {
      return generation;
    }
  }

  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    generation++;
    use(used);
    return this;
  }

  /** Takes note of results that the current prompt will use. */
  void use(Set<CacheKey> used) {
    for (CacheKey key : used) {
      E entry = entries.get(key);
      if (entry != null) {
        touch(entry);
      }
    }
  }

  private void touch(E entry) {
    Entry touched = entry;
    touched.generation = generation;
  }

  @Override
  public @Nullable CachedResult get(CacheKey key) {
    E entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    touch(entry);
    Entry found = entry;
    return found.result;
  }

  /** Keeps a result; returns the one that it replaces. */
  @Nullable E keep(CacheKey key, E entry) {
    touch(entry);
    return entries.put(key, entry);
  }

  @Override
  public Scope expansionOf(Owner owner, Set<CacheKey> used) {
    use(used);
    return this;
  }

  @Override
  public void clear() {
    entries.clear();
  }

  @Override
  public int size() {
    return entries.size();
  }

  /** The number of the current prompt, from 1. */
  long generation() {
    return generation;
  }

  /** All results by signature; to be changed by eviction alone. */
  Map<CacheKey, E> entries() {
    return entries;
  }
}
