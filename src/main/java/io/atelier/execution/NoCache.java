package io.atelier.execution;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: every node of every prompt runs. */
public final class NoCache implements OutputCache, OutputCache.Scope {
  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    return this;
  }

  @Override
  public @Nullable CachedResult get(CacheKey key) {
    return null;
  }

  @Override
  public void put(CacheKey key, CachedResult result) {
    // nothing is kept
  }

  @Override
  public Scope expansionOf(Owner owner, Set<CacheKey> used) {
    return this;
  }

  @Override
  public void clear() {
    // nothing is kept
  }

  @Override
  public int size() {
    return 0;
  }
}
