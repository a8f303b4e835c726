package io.atelier.execution;

import java.util.Collection;
import java.util.Set;

/**
 * Keeps results of several prompts in one flat map, evicting those unused for the most prompts when
 * there are more than a limit. What the current prompt uses is never evicted.
 */
public final class LruCache extends FlatCache<FlatCache.Entry> {
  private final int limit;
  private long oldestGeneration;

  /**
   * @param limit results to keep beyond those of the current prompt; at least 0
   */
  public LruCache(int limit) {
    this.limit = limit;
  }

  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    super.begin(used, owners);
    while (size() > limit && oldestGeneration < generation()) {
      oldestGeneration++;
      entries().values().removeIf(entry -> entry.generation() < oldestGeneration);
    }
    return this;
  }

  @Override
  public void put(CacheKey key, CachedResult result) {
    keep(key, new Entry(result));
  }
}
