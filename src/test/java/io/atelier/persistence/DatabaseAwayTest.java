package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.persistence.database.Database;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptStatus;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.StoreException;
import io.atelier.testkit.FaultReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL that ends all connections again and again under load, as it does when it restarts:
 * what was acknowledged ends, and is begun once unless the answer to its taking was lost.
 */
class DatabaseAwayTest extends StoreFixture.PostgreSql {
  private static final int PROMPTS = 200;

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    DurableStore store = store();
    Database operator = open();
    ExecutorService loop = Executors.newSingleThreadExecutor();
    List<QueuedPrompt> accepted = new ArrayList<>();
    try {
      Future<Boolean> running = loop.submit(() -> run(store));
      for (int i = 0; i < PROMPTS; i++) {
        QueuedPrompt prompt = PromptQueueContract.prompt((long) i, "p" + i);
        if (i % 40 == 20) {
          endConnections(operator);
        }
        try {
          store.queue().add(prompt);
          accepted.add(prompt);
        } catch (StoreException e) {
          assertThat(e).hasMessageContaining("store a prompt");
        }
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(
              () -> {
                store.beat();
                return running.isDone() || store.queue().remaining() == 0;
              });
    } finally {
      loop.shutdownNow();
    }
    List<PromptStatus> ends = accepted.stream().map(prompt -> store.of(prompt.id())).toList();
    long finished = ends.stream().filter(end -> end.state() == PromptState.FAILED).count();
    FaultReport.add(
        "PostgreSQL, its connections ended 5 times under load: accepted %d, finished %d, lost %d, begun again %d"
            .formatted(
                accepted.size(),
                finished,
                accepted.size() - finished,
                ends.stream().filter(end -> end.attempts() > 1).count()));
    assertThat(accepted).hasSizeGreaterThan(PROMPTS / 2);
    assertThat(finished).isEqualTo(accepted.size());
  }

  private static boolean run(DurableStore store) throws InterruptedException {
    while (true) {
      try {
        Optional<QueuedPrompt> next = store.queue().take(Duration.ofMillis(100));
        next.ifPresent(prompt -> finish(store, prompt));
      } catch (StoreException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
