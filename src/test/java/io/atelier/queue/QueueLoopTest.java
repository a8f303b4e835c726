package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.log.LogContext;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import io.atelier.testkit.RecordingBus;
import io.atelier.worker.Device;
import io.atelier.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop when something around it goes wrong, or is to stop. */
class QueueLoopTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RecordingBus bus = new RecordingBus();
  private final MemoryPromptQueue queue = new MemoryPromptQueue(new MemoryHistory(History.LIMIT));
  private final MemoryHistory memory = new MemoryHistory(History.LIMIT);
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final List<ExecutionResult.Status> ends = new CopyOnWriteArrayList<>();
  private final AtomicLong clockMillis = new AtomicLong(NOW.toEpochMilli());
  private volatile boolean meterFails;
  private Thread thread = new Thread();

  private final PromptMeter meter =
      new PromptMeter() {
        @Override
        public void begun(Duration waited) {
          waits.add(waited);
          if (meterFails) {
            throw new IllegalStateException("of tests");
          }
        }

        @Override
        public void ended(ExecutionResult result, Duration took) {
          ends.add(result.status());
        }
      };

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(clockMillis.get());
        }
      };

  /** A worker of which one thing is known. */
  private record OneWayWorker(Function<PromptJob, ExecutionResult> way) implements Worker {
    @Override
    public ExecutionResult run(PromptJob job, MessageBus bus) {
      return way.apply(job);
    }

    @Override
    public void interrupt(PromptId promptId) {}

    @Override
    public void free(boolean unloadModels, boolean dropCache) {}

    @Override
    public List<Device> devices() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static ExecutionResult succeed(PromptJob job) {
    return HistoryContract.entry(job.promptId().value(), 1).result();
  }

  private QueueLoop start(History history, Function<PromptJob, ExecutionResult> way) {
    QueueLoop loop = new QueueLoop(queue, history, new OneWayWorker(way), bus, meter, clock);
    thread = new Thread(loop, "queue-loop");
    thread.start();
    return loop;
  }

  private static QueuedPrompt prompt(long number, String id, Instant created) {
    QueuedPrompt any = PromptQueueContract.prompt(number, id);
    return new QueuedPrompt(
        number,
        any.id(),
        any.prompt(),
        any.extraData(),
        any.outputs(),
        Requester.ANYONE,
        created.toEpochMilli());
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(thread.isAlive()).isFalse();
  }

  private void awaitIdle() {
    await().until(() -> queue.remaining() == 0);
  }

  @Test
  void afterStopTakingTheRunningPromptEndsAndNoOtherBegins() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    QueueLoop loop =
        start(
            memory,
            job -> {
              running.countDown();
              awaitQuietly(goOn);
              return succeed(job);
            });
    queue.add(prompt(1, "first", NOW));
    queue.add(prompt(2, "second", NOW));
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    loop.stopTaking();
    goOn.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(20));

    assertThat(loop.isAlive()).isFalse();
    assertThat(loop.running()).isEmpty();
    assertThat(memory.find(new PromptId("first"))).isPresent();
    assertThat(queue.snapshot().pending())
        .extracting(p -> p.id().value())
        .containsExactly("second");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aWorkerThatBreaksDownFailsItsPromptAndTheLoopGoesOn() {
    QueueLoop loop =
        start(
            memory,
            job -> {
              if (job.promptId().value().equals("bad")) {
                throw new OutOfMemoryError("of tests");
              }
              return succeed(job);
            });
    queue.add(prompt(1, "bad", NOW));
    queue.add(prompt(2, "good", NOW));
    awaitIdle();

    HistoryEntry failed = memory.find(new PromptId("bad")).orElseThrow();
    assertThat(failed.result().status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(failed.endedAt()).isEqualTo(NOW.toEpochMilli());
    assertThat(memory.find(new PromptId("good")).orElseThrow().succeeded()).isTrue();
    assertThat(ends)
        .containsExactly(ExecutionResult.Status.FAILED, ExecutionResult.Status.SUCCEEDED);
    assertThat(loop.isAlive()).isTrue();
  }

  /** A history that is away, or says that a prompt is another's, at the first end. */
  private final class FirstFails implements History {
    private final RuntimeException failure;
    private final AtomicBoolean failed = new AtomicBoolean();

    FirstFails(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void add(HistoryEntry entry) {
      if (failed.compareAndSet(false, true)) {
        throw failure;
      }
      memory.add(entry);
    }

    @Override
    public Optional<HistoryEntry> find(PromptId id) {
      return memory.find(id);
    }

    @Override
    public Optional<HistoryEntry> open(PromptId id) {
      return memory.open(id);
    }

    @Override
    public Iterator<HistoryEntry> entries(int offset, int maxItems) {
      return memory.entries(offset, maxItems);
    }

    @Override
    public Page page(HistoryQuery query, int offset, int most) {
      return memory.page(query, offset, most);
    }

    @Override
    public void delete(PromptId id) {
      memory.delete(id);
    }

    @Override
    public void clear() {
      memory.clear();
    }

    @Override
    public int size() {
      return memory.size();
    }

    @Override
    public int expire(long epochMillis) {
      return memory.expire(epochMillis);
    }
  }

  @Test
  void aPromptThatWasTakenAwayEndsWithoutAWordToItsClient() {
    start(
        new FirstFails(new PromptTakenAwayException(new PromptId("lent"))), QueueLoopTest::succeed);
    queue.add(prompt(1, "lent", NOW));
    queue.add(prompt(2, "own", NOW));
    await().until(() -> memory.find(new PromptId("own")).isPresent());
    await().until(() -> queue.snapshot().pending().isEmpty() && ends.size() == 2);
    await().until(() -> !bus.of(Message.ExecutingNothing.class).isEmpty());

    assertThat(memory.find(new PromptId("lent"))).isEmpty();
    assertThat(bus.of(Message.ExecutionSuccess.class))
        .extracting(m -> m.promptId().value())
        .containsExactly("own");
    assertThat(bus.of(Message.ExecutingNothing.class))
        .extracting(m -> m.promptId().value())
        .containsExactly("own");
  }

  @Test
  void aStoreThatFailsDoesNotEndTheLoop() {
    QueueLoop loop =
        start(
            new FirstFails(new StoreException("the disk is gone", new IllegalStateException())),
            QueueLoopTest::succeed);
    queue.add(prompt(1, "unlucky", NOW));
    queue.add(prompt(2, "lucky", NOW));

    await().until(() -> memory.find(new PromptId("lucky")).isPresent());

    assertThat(loop.isAlive()).isTrue();
    await().until(() -> loop.running().isEmpty());
  }

  @Test
  void waitsAreMeasuredFromSubmissionAndNeverNegativeWhateverTheClocksSay() {
    start(memory, QueueLoopTest::succeed);
    queue.add(prompt(1, "waited", NOW.minusSeconds(90)));
    awaitIdle();
    clockMillis.addAndGet(-Duration.ofDays(1).toMillis());
    queue.add(prompt(2, "from tomorrow", NOW));
    awaitIdle();
    clockMillis.addAndGet(Duration.ofDays(2).toMillis());
    queue.add(prompt(3, "from yesterday", NOW));
    awaitIdle();

    assertThat(waits).containsExactly(Duration.ofSeconds(90), Duration.ZERO, Duration.ofDays(1));
    assertThat(HistoryContract.list(memory, -1, -1))
        .extracting(entry -> entry.prompt().id().value())
        .containsExactly("waited", "from tomorrow", "from yesterday");
  }

  @Test
  void aMeterThatFailsCostsNoPrompt() {
    meterFails = true;
    start(memory, QueueLoopTest::succeed);
    queue.add(prompt(1, "p", NOW));
    awaitIdle();

    assertThat(memory.find(new PromptId("p")).orElseThrow().succeeded()).isTrue();
    assertThat(waits).hasSize(1);
  }

  @Test
  void whatTheWorkerLogsIsAboutItsPrompt() {
    List<Optional<LogContext>> seen = new CopyOnWriteArrayList<>();
    start(
        memory,
        job -> {
          seen.add(LogContext.current());
          return succeed(job);
        });
    QueuedPrompt prompt = prompt(1, "p", NOW);
    queue.add(prompt);
    awaitIdle();

    assertThat(seen).containsExactly(Optional.of(new LogContext("p", prompt.trace())));
  }
}
