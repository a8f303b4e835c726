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
import io.atelier.worker.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prompt that runs for longer than it may, and one that does not. */
class WatchdogTest {
  private static final PromptBuilder TWO_STEPS =
      prompt()
          .node("gate", "Hook", "x", "a")
          .node("next", "Hook", "x", output("gate"))
          .node("2", "Out", "x", output("next"));

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestEngine engine =
      TestEngine.classic()
          .during(
              "gate",
              () -> {
                reached.countDown();
                awaitQuietly(gate);
              });
  private final MemoryPromptQueue queue = new MemoryPromptQueue(new MemoryHistory(History.LIMIT));
  private final MemoryHistory history = new MemoryHistory(History.LIMIT);
  private final EmbeddedWorker worker =
      new EmbeddedWorker(
          new PromptExecutor(
              engine.registry(), Services.NONE, new ClassicCache(), EngineOptions.sequential()),
          Models.NONE);
  private final QueueLoop loop =
      new QueueLoop(
          queue, history, worker, new RecordingBus(), PromptMeter.NONE, Clock.systemUTC());
  private final Thread thread = new Thread(loop, "queue-loop");

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void runUntilTheGate() {
    thread.start();
    queue.add(
        new QueuedPrompt(
            0L,
            new PromptId("p"),
            TWO_STEPS.build(),
            ExtraData.NONE,
            List.of(new NodeId("2")),
            Requester.ANYONE));
    awaitQuietly(reached);
  }

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(20));
  }

  private ExecutionResult.Status endAfter(Duration limit) {
    new Watchdog(new QueueLoops(List.of(loop)), new Workers(List.of(worker)), limit).run();
    gate.countDown();
    await().until(() -> queue.remaining() == 0);
    return history.find(new PromptId("p")).orElseThrow().result().status();
  }

  @Test
  void aPromptBeyondTheLimitIsInterruptedAtItsNextStep() {
    assertThat(endAfter(Duration.ofNanos(1))).isEqualTo(ExecutionResult.Status.INTERRUPTED);
    assertThat(engine.hookRuns()).containsExactly("gate");
  }

  @Test
  void aPromptWithinTheLimitGoesOn() {
    assertThat(endAfter(Duration.ofDays(1))).isEqualTo(ExecutionResult.Status.SUCCEEDED);
  }

  @Test
  void zeroIsNoLimit() {
    assertThat(endAfter(Duration.ZERO)).isEqualTo(ExecutionResult.Status.SUCCEEDED);
  }
}
