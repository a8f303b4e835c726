package io.atelier.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RamPressureCacheTest implements OutputCacheContract {
  private static final long GIGABYTE = 1 << 30;
  private static final CacheKey OLD = new CacheKey(1, 0, 0, 0);
  private static final CacheKey RECENT = new CacheKey(2, 0, 0, 0);
  private static final CacheKey LARGE = new CacheKey(3, 0, 0, 0);

  private long heap = Long.MAX_VALUE;
  private final RamPressureCache cache =
      new RamPressureCache(
          (held, released) -> heap - held, new ResultSizer(value -> (Long) value), 2 * GIGABYTE);

  @Override
  public OutputCache cache() {
    return new RamPressureCache(
        (held, released) -> Long.MAX_VALUE, new ResultSizer(value -> 0), GIGABYTE);
  }

  @Test
  void keepsEverythingWhileMemorySuffices() {
    fill();

    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void letsTheLargeGoFirstAndThenTheOld() {
    fill();

    heap = 10 * GIGABYTE;
    cache.nodeFinished();
    assertThat(cache.get(LARGE)).isNull();
    assertThat(cache.get(OLD)).isNotNull();

    heap = 3 * GIGABYTE + GIGABYTE / 2;
    cache.begin(Set.of(RECENT), List.of());
    cache.nodeFinished();
    assertThat(cache.get(OLD)).isNull();
    assertThat(cache.get(RECENT)).isNotNull();
  }

  @Test
  void keepsWhatThePromptUsesUnlessMemoryIsNearlyGone() {
    fill();
    cache.begin(Set.of(OLD, RECENT, LARGE), List.of());

    heap = 11 * GIGABYTE;
    cache.nodeFinished();
    assertThat(cache.size()).isEqualTo(3);

    heap = 10 * GIGABYTE;
    cache.nodeFinished();
    assertThat(cache.get(LARGE)).isNull();
  }

  private void fill() {
    cache.begin(Set.of(OLD), List.of());
    cache.put(OLD, result(1));
    cache.begin(Set.of(LARGE), List.of());
    cache.put(LARGE, result(8));
    cache.begin(Set.of(RECENT), List.of());
    cache.put(RECENT, result(1));
    cache.nodeFinished();
  }

  private static CachedResult result(long gigabytes) {
    NodeId id = new NodeId("1");
    return new CachedResult(
        List.of(List.of(gigabytes * GIGABYTE)), null, new NodeIdentity(id, id, null, id));
  }
}
