package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.persistence.database.Database;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.PromptState;
import io.atelier.queue.PromptStatus;
import io.atelier.queue.PromptTakenAwayException;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many takers of several servers on one PostgreSQL, of which some die in the middle. */
class ManyServersTest extends StoreFixture.PostgreSql {
  private static final int PROMPTS = 1_000;
  private static final int SERVERS = 4;
  private static final int TAKERS = 2;

  private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

  @Test
  void everyPromptEndsOnceAndIsBegunOnceUnlessItsServerDied() throws Exception {
    DurableStore witness = store();
    for (int i = 0; i < PROMPTS; i++) {
      witness.queue().add(PromptQueueContract.prompt((long) i, "p" + i));
    }
    List<Future<?>> work = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int server = 0; server < SERVERS; server++) {
        Database database = open();
        DurableStore store = new DurableStore(database, DurableStore.Options.DEFAULT);
        int diesAfter = server < SERVERS / 2 ? 20 + 30 * server : Integer.MAX_VALUE;
        AtomicInteger taken = new AtomicInteger();
        for (int taker = 0; taker < TAKERS; taker++) {
          work.add(threads.submit(() -> takeUntilDead(store, database, taken, diesAfter)));
        }
        if (diesAfter == Integer.MAX_VALUE) {
          work.add(threads.submit(() -> giveSignsOfLife(store)));
        }
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> witness.queue().remaining() == 0 || work.stream().allMatch(Future::isDone));
    } finally {
      threads.shutdownNow();
    }

    int repeated = 0;
    for (int i = 0; i < PROMPTS; i++) {
      PromptStatus status = witness.of(new PromptId("p" + i));
      assertThat(status.state()).isEqualTo(PromptState.FAILED);
      assertThat(begun.getOrDefault("p" + i, new AtomicInteger()).get())
          .isLessThanOrEqualTo(status.attempts());
      repeated += status.attempts() > 1 ? 1 : 0;
    }
    assertThat(repeated).isLessThanOrEqualTo(SERVERS / 2 * TAKERS);
  }

  /** Dies with a prompt in hand: its connections go, and no end is told. */
  private @Nullable Void takeUntilDead(
      DurableStore store, Database database, AtomicInteger taken, int diesAfter)
      throws InterruptedException {
    try {
      while (true) {
        QueuedPrompt prompt = store.queue().take(Duration.ofMillis(100)).orElse(null);
        if (prompt == null) {
          continue;
        }
        begun.computeIfAbsent(prompt.id().value(), id -> new AtomicInteger()).incrementAndGet();
        if (taken.incrementAndGet() >= diesAfter) {
          database.close();
          return null;
        }
        finish(store, prompt);
      }
    } catch (StoreException | PromptTakenAwayException e) {
      return null;
    }
  }

  private static @Nullable Void giveSignsOfLife(DurableStore store) throws InterruptedException {
    while (true) {
      store.beat();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
