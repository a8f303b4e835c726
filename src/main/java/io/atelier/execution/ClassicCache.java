package io.atelier.execution;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps exactly what the latest prompt uses; expansions keep their results by expanding node. */
public final class ClassicCache implements OutputCache {
  private ClassicScope root = new ClassicScope();

  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    root.retain(used);
    root.expansions.keySet().retainAll(new HashSet<>(owners));
    return root;
  }

  @Override
  public void clear() {
    root = new ClassicScope();
  }

  @Override
  public int size() {
    return root.size();
  }

  private static final class ClassicScope implements Scope {
    private final Map<CacheKey, CachedResult> results = new HashMap<>();
    private final Map<Owner, ClassicScope> expansions = new HashMap<>();

    void retain(Set<CacheKey> used) {
      results.keySet().retainAll(used);
    }

    @Override
    public @Nullable CachedResult get(CacheKey key) {
      return results.get(key);
    }

    @Override
    public void put(CacheKey key, CachedResult result) {
      results.put(key, result);
    }

    @Override
    public Scope expansionOf(Owner owner, Set<CacheKey> used) {
      ClassicScope scope = expansions.computeIfAbsent(owner, o -> new ClassicScope());
      scope.retain(used);
      return scope;
    }

    int size() {
      int size = 0;
      Deque<ClassicScope> rest = new ArrayDeque<>();
      rest.push(this);
      while (!rest.isEmpty()) {
        ClassicScope scope = rest.pop();
        size += scope.results.size();
        scope.expansions.values().forEach(rest::push);
      }
      return size;
    }
  }
}
