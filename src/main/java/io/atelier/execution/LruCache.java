package io.atelier.execution;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results of several prompts in one flat map, evicting those unused for the most prompts when
 * there are more than a limit. What the current prompt uses is never evicted.
 */
public final class LruCache implements OutputCache, OutputCache.Scope {
  private final int limit;
  private final Map<CacheKey, Entry> entries = new HashMap<>();
  private long generation;
  private long oldestGeneration;

  private static final class Entry {
    final CachedResult result;
    long generation;

    Entry(CachedResult result, long generation) {
      this.result = result;
      this.generation = generation;
    }
  }

  /**
   * @param limit results to keep beyond those of the current prompt; at least 0
   */
  public LruCache(int limit) {
    this.limit = limit;
  }

  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    generation++;
    touch(used);
    while (entries.size() > limit && oldestGeneration < generation) {
      oldestGeneration++;
      entries.values().removeIf(entry -> entry.generation < oldestGeneration);
    }
    return this;
  }

  private void touch(Set<CacheKey> used) {
    for (CacheKey key : used) {
      Entry entry = entries.get(key);
      if (entry != null) {
        entry.generation = generation;
      }
    }
  }

  @Override
  public @Nullable CachedResult get(CacheKey key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    entry.generation = generation;
    return entry.result;
  }

  @Override
  public void put(CacheKey key, CachedResult result) {
    entries.put(key, new Entry(result, generation));
  }

  @Override
  public Scope expansionOf(Owner owner, Set<CacheKey> used) {
    touch(used);
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
}
