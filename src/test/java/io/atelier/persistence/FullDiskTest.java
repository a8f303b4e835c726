package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.persistence.database.Database;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full for a while: what was acknowledged stays, what was not is refused. */
class FullDiskTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @TempDir Path folder = Path.of("");

  private Database open() {
    FullDisk.register();
    return Database.open(
        "jdbc:h2:" + FullDisk.SCHEME + ":" + folder.resolve("atelier"), "sa", "", false);
  }

  @AfterEach
  void makeRoom() {
    FullDisk.setFull(false);
  }

  @Test
  void aPromptIsRefusedAndThoseBeforeItAreKept() {
    try (Database database = open()) {
      DurableStore store = new DurableStore(database, DurableStore.Options.DEFAULT);
      store.queue().add(PromptQueueContract.prompt(1L, "before"));
      FullDisk.setFull(true);
      assertThatThrownBy(() -> store.queue().add(PromptQueueContract.prompt(2L, "during")))
          .isInstanceOf(StoreException.class);
      FullDisk.setFull(false);

      store.queue().add(PromptQueueContract.prompt(3L, "after"));
      assertThat(store.queue().snapshot().pending())
          .extracting(p -> p.id().value())
          .contains("before", "after");
    }
    try (Database database = open()) {
      DurableStore store = new DurableStore(database, DurableStore.Options.DEFAULT);
      assertThat(store.queue().snapshot().pending())
          .extracting(p -> p.id().value())
          .contains("before", "after");
    }
  }

  @Test
  void theEndOfAPromptWaitsForRoom() throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try (Database database = open()) {
      DurableStore store = new DurableStore(database, DurableStore.Options.DEFAULT);
      store.queue().add(PromptQueueContract.prompt(1L, "p"));
      QueuedPrompt running = store.queue().take(AT_ONCE).orElseThrow();
      FullDisk.setFull(true);

      Future<?> end = loop.submit(() -> StoreFixture.finish(store, running));
      assertThatThrownBy(() -> end.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      FullDisk.setFull(false);
      end.get(30, TimeUnit.SECONDS);

      assertThat(store.history().find(running.id())).isPresent();
      assertThat(store.queue().remaining()).isZero();
    } finally {
      loop.shutdownNow();
    }
  }
}
