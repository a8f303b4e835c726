package io.atelier.execution;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps results of all prompts as long as memory suffices.
 *
 * <p>After each node, while less memory is available than wanted, the result with the highest score
 * goes: {@code 1.3^age · (0.05 + GB)}, age in prompts since its last use, so that large and old
 * ones go first. What the running prompt uses stays, unless memory is nearly gone.
 */
public final class RamPressureCache extends FlatCache<RamPressureCache.Sized> {
  private static final double GROWTH = 1.3;
  private static final double BASE = 0.05;
  private static final double GIGABYTE = 1 << 30;
  private static final int EMERGENCY = 4;

  private final Memory memory;
  private final ResultSizer sizer;
  private final long wantedBytes;
  private final Set<CacheKey> inUse = new HashSet<>();
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

  /** A result and the memory that it takes. */
  static final class Sized extends Entry {
    private final long bytes;

    private Sized(CachedResult result, long bytes) {
      super(result);
      this.bytes = bytes;
    }

    private double score(long now) {
      return Math.pow(GROWTH, (double) (now - generation())) * (BASE + (double) bytes / GIGABYTE);
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
    inUse.clear();
    return super.begin(used, owners);
  }

  @Override
  void use(Set<CacheKey> used) {
    inUse.addAll(used);
    super.use(used);
  }

  @Override
  public void put(CacheKey key, CachedResult result) {
    Sized entry = new Sized(result, sizer.bytes(result.slots()));
    Sized before = keep(key, entry);
    held += entry.bytes - (before == null ? 0 : before.bytes);
  }

  @Override
  public void nodeFinished() {
    long released = 0;
    if (memory.available(held, 0) >= wantedBytes) {
      return;
    }
    Comparator<Map.Entry<CacheKey, Sized>> byScore =
        Comparator.comparingDouble(e -> -e.getValue().score(generation()));
    List<Map.Entry<CacheKey, Sized>> candidates =
        entries().entrySet().stream().sorted(byScore).toList();
    for (Map.Entry<CacheKey, Sized> candidate : candidates) {
      long available = memory.available(held, released);
      if (available >= wantedBytes) {
        return;
      }
      boolean emergency = available < wantedBytes / EMERGENCY;
      if (emergency || !inUse.contains(candidate.getKey())) {
        entries().remove(candidate.getKey());
        held -= candidate.getValue().bytes;
        released += candidate.getValue().bytes;
      }
    }
  }

  @Override
  public void clear() {
    super.clear();
    inUse.clear();
    held = 0;
  }
}
