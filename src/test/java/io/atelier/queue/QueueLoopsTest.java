package io.atelier.queue;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.node.NodeId;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.RecordingBus;
import io.atelier.testkit.TestEngine;
import io.atelier.worker.EmbeddedWorker;
import io.atelier.worker.Models;
import io.atelier.worker.Worker;
import io.atelier.worker.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two workers on one queue. */
class QueueLoopsTest {
  private static final PromptBuilder TWO_STEPS =
      prompt()
          .node("gate", "Hook", "x", "a")
          .node("next", "Hook", "x", output("gate"))
          .node("2", "Out", "x", output("next"));

  private final CountDownLatch bothRun = new CountDownLatch(2);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final MemoryPromptQueue queue = new MemoryPromptQueue(new MemoryHistory(History.LIMIT));
  private final MemoryHistory history = new MemoryHistory(History.LIMIT);
  private final Workers workers = new Workers(List.of(worker(), worker()));
  private final QueueLoops loops =
      new QueueLoops(workers.all().stream().map(worker -> loop(worker)).toList());
  private final List<Thread> threads = loops.all().stream().map(Thread::new).toList();

  private EmbeddedWorker worker() {
    TestEngine engine =
        TestEngine.classic()
            .during(
                "gate",
                () -> {
                  bothRun.countDown();
                  pass(gate);
                });
    return new EmbeddedWorker(
        new PromptExecutor(
            engine.registry(), Services.NONE, new ClassicCache(), EngineOptions.sequential()),
        Models.NONE);
  }

  private QueueLoop loop(Worker worker) {
    return new QueueLoop(
        queue, history, worker, new RecordingBus(), PromptMeter.NONE, Clock.systemUTC());
  }

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void runTwoAtATimeUntilTheGate() {
    threads.forEach(Thread::start);
    for (long number = 0; number < 3; number++) {
      queue.add(
          new QueuedPrompt(
              number,
              new PromptId("p" + number),
              TWO_STEPS.build(),
              ExtraData.NONE,
              List.of(new NodeId("2")),
              Requester.ANYONE));
    }
    pass(bothRun);
  }

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(20));
    }
  }

  private ExecutionResult.Status status(int number) {
    return history.find(new PromptId("p" + number)).orElseThrow().result().status();
  }

  @Test
  void promptsRunSideBySideAndTheFirstIsTheOldest() {
    assertThat(loops.areAlive()).isTrue();
    assertThat(loops.running()).hasSize(2);
    assertThat(loops.longest()).isPositive();
    assertThat(queue.snapshot().pending()).hasSize(1);

    gate.countDown();

    await().until(() -> queue.remaining() == 0);
    assertThat(List.of(status(0), status(1), status(2)))
        .containsOnly(ExecutionResult.Status.SUCCEEDED);
    await().until(() -> loops.running().isEmpty());
    assertThat(loops.longest()).isEqualTo(Duration.ZERO);
  }

  @Test
  void anInterruptionReachesTheWorkerThatRunsThePrompt() {
    workers.interrupt(new PromptId("p1"));
    gate.countDown();

    await().until(() -> queue.remaining() == 0);
    assertThat(status(0)).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(status(1)).isEqualTo(ExecutionResult.Status.INTERRUPTED);
  }

  @Test
  void noneIsBegunAfterTheStop() {
    loops.stopTaking();
    gate.countDown();

    await().until(() -> !loops.areAlive());
    await().until(() -> loops.running().isEmpty());
    assertThat(queue.snapshot().pending()).extracting(KeptPrompt::id).contains(new PromptId("p2"));
  }
}
