package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every history does. */
public interface HistoryContract {
  /** An empty history. */
  History history();

  /** The entries that it keeps. */
  default int limit() {
    return History.LIMIT;
  }

  static HistoryEntry entry(String id, long timestamp) {
    Message closing = new Message.ExecutionSuccess(new PromptId(id), timestamp);
    return new HistoryEntry(
        PromptQueueContract.prompt(timestamp, id),
        new ExecutionResult(
            ExecutionResult.Status.SUCCEEDED,
            Map.of(),
            Map.of(),
            List.of(closing),
            closing,
            Audience.NOBODY));
  }

  private static History filled(History history) {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      history.add(entry(id, 1));
    }
    return history;
  }

  private static List<String> ids(Iterator<? extends KeptEntry> entries) {
    List<String> ids = new ArrayList<>();
    entries.forEachRemaining(entry -> ids.add(entry.id().value()));
    return ids;
  }

  /** A stretch of a history, read as a whole. */
  static List<HistoryEntry> list(History history, int offset, int maxItems) {
    List<HistoryEntry> entries = new ArrayList<>();
    history.entries(offset, maxItems).forEachRemaining(entry -> entries.add(entry.read()));
    return entries;
  }

  @Test
  default void listsOldestFirst() {
    assertThat(ids(filled(history()).entries(-1, -1))).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  default void listsTheLastWithoutAnOffset() {
    assertThat(ids(filled(history()).entries(-1, 2))).containsExactly("d", "e");
  }

  @Test
  default void skipsFromTheOldestWithAnOffset() {
    assertThat(ids(filled(history()).entries(2, 2))).containsExactly("c", "d");
    assertThat(ids(filled(history()).entries(3, -1))).containsExactly("d", "e");
    assertThat(ids(filled(history()).entries(5, 2))).isEmpty();
    assertThat(ids(filled(history()).entries(0, Integer.MAX_VALUE))).hasSize(5);
  }

  @Test
  default void replacesAnEntryInItsPlace() {
    History history = filled(history());

    history.add(entry("b", 99));

    assertThat(ids(history.entries(-1, -1))).containsExactly("a", "b", "c", "d", "e");
    assertThat(history.find(new PromptId("b")).orElseThrow().prompt().number()).isEqualTo(99L);
  }

  @Test
  default void pagesThroughWhatAQueryWants() {
    History history = history();
    for (String id : List.of("a", "b", "c", "d", "e")) {
      history.add(entry(id, 1));
    }
    HistoryQuery newestFirst =
        new HistoryQuery(Set.of(PromptState.SUCCEEDED), null, null, false, false);
    HistoryQuery some =
        new HistoryQuery(
            Set.of(PromptState.values()), null, Set.of("b", "d", "unknown"), true, true);

    History.Page page = history.page(newestFirst, 1, 2);
    assertThat(ids(page.entries())).hasSize(2);
    assertThat(page.total()).isEqualTo(5);
    assertThat(ids(history.page(some, 0, 10).entries())).containsExactly("b", "d");
    History.Page none =
        history.page(new HistoryQuery(Set.of(PromptState.FAILED), null, null, false, false), 0, 10);
    assertThat(none.entries().hasNext()).isFalse();
    assertThat(none.total()).isZero();
    assertThat(
            history
                .page(
                    new HistoryQuery(Set.of(PromptState.SUCCEEDED), "w", Set.of(), false, false),
                    0,
                    10)
                .total())
        .isZero();
  }

  @Test
  default void deletesAndClears() {
    History history = filled(history());

    history.delete(new PromptId("c"));
    history.delete(new PromptId("unknown"));
    assertThat(ids(history.entries(-1, -1))).containsExactly("a", "b", "d", "e");

    history.clear();
    assertThat(list(history, -1, -1)).isEmpty();
    assertThat(history.find(new PromptId("a"))).isEmpty();
  }

  @Test
  default void expiresWhatEndedBeforeAMoment() {
    History history = history();
    history.add(entry("late", 3_000));
    history.add(entry("early", 1_000));
    history.add(entry("then", 2_000));

    assertThat(history.expire(2_000)).isEqualTo(1);

    assertThat(ids(history.entries(-1, -1))).containsExactly("late", "then");
    assertThat(history.find(new PromptId("early"))).isEmpty();
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.expire(2_000)).isZero();
    history.add(entry("again", 4_000));
    assertThat(history.expire(10_000)).isEqualTo(3);
    assertThat(history.size()).isZero();
  }

  @Test
  default void dropsTheOldestBeyondTheLimit() {
    History history = history();
    for (int i = 0; i <= limit() + 1; i++) {
      history.add(entry("p" + i, i));
    }

    assertThat(list(history, -1, -1)).hasSize(limit() + 1);
    assertThat(history.find(new PromptId("p0"))).isEmpty();
    assertThat(history.find(new PromptId("p1"))).isPresent();
  }
}
