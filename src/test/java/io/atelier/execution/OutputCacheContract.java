package io.atelier.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every cache that keeps anything does. */
interface OutputCacheContract {
  CacheKey ONE = new CacheKey(1, 0, 0, 0);
  CacheKey TWO = new CacheKey(2, 0, 0, 0);
  OutputCache.Owner OWNER = new OutputCache.Owner(new NodeId("1"), "Class");

  /** An empty cache with room for a few results. */
  OutputCache cache();

  static CachedResult result(String value) {
    NodeId id = new NodeId("1");
    return new CachedResult(List.of(List.of(value)), null, new NodeIdentity(id, id, null, id));
  }

  @Test
  default void keepsWhatTheNextPromptUses() {
    OutputCache cache = cache();
    cache.begin(Set.of(ONE), List.of(OWNER)).put(ONE, result("a"));

    assertThat(cache.begin(Set.of(ONE, TWO), List.of(OWNER)).get(ONE)).isEqualTo(result("a"));
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  default void tellsSignaturesApart() {
    OutputCache.Scope scope = cache().begin(Set.of(ONE, TWO), List.of(OWNER));
    scope.put(ONE, result("a"));

    assertThat(scope.get(TWO)).isNull();
  }

  @Test
  default void aLaterResultTakesTheEarliersPlace() {
    OutputCache cache = cache();
    OutputCache.Scope scope = cache.begin(Set.of(ONE), List.of(OWNER));
    scope.put(ONE, result("a"));
    scope.put(ONE, result("b"));

    assertThat(scope.get(ONE)).isEqualTo(result("b"));
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  default void keepsExpansionsWhileTheirOwnerStays() {
    OutputCache cache = cache();
    OutputCache.Scope root = cache.begin(Set.of(ONE), List.of(OWNER));
    root.expansionOf(OWNER, Set.of(TWO)).put(TWO, result("inner"));

    OutputCache.Scope next = cache.begin(Set.of(ONE), List.of(OWNER));

    assertThat(next.expansionOf(OWNER, Set.of(TWO)).get(TWO)).isEqualTo(result("inner"));
  }

  @Test
  default void forgetsEverythingWhenCleared() {
    OutputCache cache = cache();
    OutputCache.Scope root = cache.begin(Set.of(ONE), List.of(OWNER));
    root.put(ONE, result("a"));
    root.expansionOf(OWNER, Set.of(TWO)).put(TWO, result("inner"));

    cache.clear();

    assertThat(cache.size()).isZero();
    OutputCache.Scope next = cache.begin(Set.of(ONE), List.of(OWNER));
    assertThat(next.get(ONE)).isNull();
    assertThat(next.expansionOf(OWNER, Set.of(TWO)).get(TWO)).isNull();
  }
}
