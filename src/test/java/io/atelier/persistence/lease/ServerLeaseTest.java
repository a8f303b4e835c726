package io.atelier.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.persistence.DurableStore;
import io.atelier.persistence.StoreFixture;
import io.atelier.queue.HistoryContract;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptPrompt;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptTakenAwayException;
import io.atelier.queue.QueuedPrompt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL: who runs what, and what happens when one falls silent. */
class ServerLeaseTest extends StoreFixture.PostgreSql {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static QueuedPrompt take(DurableStore store) throws InterruptedException {
    return store.queue().take(AT_ONCE).orElseThrow();
  }

  private static void look(DurableStore store, int times) {
    for (int i = 0; i < times; i++) {
      store.beat();
    }
  }

  @Test
  void whatOneRunsTheOtherSeesButDoesNotTake() throws InterruptedException {
    DurableStore one = store();
    DurableStore other = store();
    one.queue().add(PromptQueueContract.prompt(1L, "p"));
    QueuedPrompt running = take(one);

    assertThat(other.queue().take(AT_ONCE)).isEmpty();
    assertThat(other.queue().snapshot().running())
        .extracting(KeptPrompt::id)
        .containsExactly(running.id());
    finish(one, running);
    assertThat(other.history().find(running.id())).isPresent();
  }

  @Test
  void aServerThatGivesSignsOfLifeKeepsItsPromptForEver() throws InterruptedException {
    DurableStore one = store();
    DurableStore other = store();
    one.queue().add(PromptQueueContract.prompt(1L, "long"));
    take(one);

    for (int i = 0; i < 50; i++) {
      one.beat();
      other.beat();
    }

    assertThat(other.queue().take(AT_ONCE)).isEmpty();
  }

  @Test
  void whatASilentServerRanIsRunElsewhereAndItsOwnEndDoesNotCount() throws InterruptedException {
    DurableStore silent = store();
    DurableStore other = store();
    silent.queue().add(PromptQueueContract.prompt(1L, "p"));
    QueuedPrompt first = take(silent);

    look(other, DurableStore.Options.DEFAULT.patience() + 1);
    QueuedPrompt second = take(other);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(silent.beat()).containsExactly(first.id());
    assertThatThrownBy(() -> finish(silent, first)).isInstanceOf(PromptTakenAwayException.class);
    finish(other, second);
    assertThat(other.of(first.id()).state()).isEqualTo(PromptState.FAILED);
    assertThat(other.of(first.id()).attempts()).isEqualTo(2);
    assertThat(HistoryContract.list(other.history(), -1, -1))
        .extracting(HistoryEntry::prompt)
        .hasSize(1);
  }

  @Test
  void aServerThatWasTakenForDeadGoesOnUnderANewName() throws InterruptedException {
    DurableStore silent = store();
    DurableStore other = store();
    look(other, DurableStore.Options.DEFAULT.patience() + 1);
    silent.queue().add(PromptQueueContract.prompt(1L, "p"));
    assertThat(silent.queue().take(AT_ONCE)).isEmpty();

    silent.beat();

    assertThat(take(silent).id().value()).isEqualTo("p");
  }

  @Test
  void pauseAndPlacesHoldForBoth() throws InterruptedException {
    DurableStore one = store();
    DurableStore other = store();
    one.queue().add(PromptQueueContract.prompt(1L, "first"));
    one.queue().add(PromptQueueContract.prompt(2L, "second"));
    one.queue().add(PromptQueueContract.prompt(3L, "third"));

    other.control().pause(true);
    assertThat(one.control().isPaused()).isTrue();
    assertThat(one.queue().take(AT_ONCE)).isEmpty();
    other.control().pause(false);

    assertThat(other.control().move(PromptQueueContract.prompt(0L, "second").id(), -1)).isTrue();
    assertThat(other.control().prioritise(PromptQueueContract.prompt(0L, "third").id(), 1))
        .isTrue();
    assertThat(take(one).id().value()).isEqualTo("third");
    assertThat(take(one).id().value()).isEqualTo("second");
    assertThat(take(one).id().value()).isEqualTo("first");
  }
}
