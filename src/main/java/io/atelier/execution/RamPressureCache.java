package io.atelier.execution;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results of all prompts as long as memory suffices.
 *
 * <p>After each node, while less memory is available than wanted, the result with the highest score
 * goes: {@code 1.3^age · (0.05 + GB)}, age in prompts since its last use, so that large and old
 * ones go first. What the running prompt uses stays, unless memory is nearly gone.
 */
public final class RamPressureCache implements OutputCache, OutputCache.Scope {
  private static final double GROWTH = 1.3;
  private static final double BASE = 0.05;
  private static final double GIGABYTE = 1 << 30;
  private static final int EMERGENCY = 4;

  private final Memory memory;
  private final ResultSizer sizer;
  private final long wantedBytes;
  private final Map<CacheKey, Entry> entries = new HashMap<>();
  private final Set<CacheKey> inUse = new HashSet<>();
  private long generation;
  private long held;

  /** How much memory is left; measured. */
  public interface Memory {
    /**
     * Bytes that can still be allocated.
     *
     * @param held bytes that the cache holds
     * @param released bytes that it let go just now, which are perhaps not collected yet
     */
    long available(long held, long released);
  }

  private static final class Entry {
    final CachedResult result;
    final long bytes;
    long generation;

    Entry(CachedResult result, long bytes, long generation) {
      this.result = result;
      this.bytes = bytes;
      this.generation = generation;
    }

    double score(long now) {
      return Math.pow(GROWTH, (double) (now - generation)) * (BASE + (double) bytes / GIGABYTE);
    }
  }

  /**
   * @param wantedBytes evict while less than this is available
   */
  public RamPressureCache(Memory memory, ResultSizer sizer, long wantedBytes) {
    this.memory = memory;
    this.sizer = sizer;
    this.wantedBytes = wantedBytes;
  }

  @Override
  public Scope begin(Set<CacheKey> used, Collection<Owner> owners) {
    generation++;
    inUse.clear();
    use(used);
    return this;
  }

  private void use(Set<CacheKey> used) {
    inUse.addAll(used);
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
    Entry entry = new Entry(result, sizer.bytes(result.slots()), generation);
    Entry before = entries.put(key, entry);
    held += entry.bytes - (before == null ? 0 : before.bytes);
  }

  @Override
  public Scope expansionOf(Owner owner, Set<CacheKey> used) {
    use(used);
    return this;
  }

  @Override
  public void nodeFinished() {
    long released = 0;
    if (memory.available(held, 0) >= wantedBytes) {
      return;
    }
    Comparator<Map.Entry<CacheKey, Entry>> byScore =
        Comparator.comparingDouble(e -> -e.getValue().score(generation));
    List<Map.Entry<CacheKey, Entry>> candidates =
        entries.entrySet().stream().sorted(byScore).toList();
    for (Map.Entry<CacheKey, Entry> candidate : candidates) {
      long available = memory.available(held, released);
      if (available >= wantedBytes) {
        return;
      }
      boolean emergency = available < wantedBytes / EMERGENCY;
      if (emergency || !inUse.contains(candidate.getKey())) {
        entries.remove(candidate.getKey());
        held -= candidate.getValue().bytes;
        released += candidate.getValue().bytes;
      }
    }
  }

  @Override
  public void clear() {
    entries.clear();
    inUse.clear();
    held = 0;
  }

  @Override
  public int size() {
    return entries.size();
  }
}
