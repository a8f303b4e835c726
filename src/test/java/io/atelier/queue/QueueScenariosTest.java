package io.atelier.queue;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.PromptId;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.RecordingBus;
import io.atelier.testkit.TestEngine;
import io.atelier.wire.MessageJson;
import io.atelier.worker.EmbeddedWorker;
import io.atelier.worker.Models;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scenarios 91 to 94, 97 and 99 of the contract: the queue with its loop and a worker. */
class QueueScenariosTest {
  private static final PromptBuilder QUICK =
      prompt().node("1", "Idm").node("2", "Out", "x", output("1"));
  private static final PromptBuilder SLOW =
      prompt().node("gate", "Hook", "x", "a").node("2", "Out", "x", output("gate"));

  private final RecordingBus bus = new RecordingBus();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final TestEngine engine =
      TestEngine.classic()
          .during(
              "gate",
              () -> {
                reached.countDown();
                awaitQuietly(gate);
              });
  private final PromptQueue queue =
      new AnnouncedQueue(
          new MemoryPromptQueue(new MemoryHistory(History.LIMIT)), bus, new PromptCounts());
  private final History history = new MemoryHistory(History.LIMIT);
  private final EmbeddedWorker worker =
      new EmbeddedWorker(
          new PromptExecutor(
              engine.registry(), Services.NONE, new ClassicCache(), EngineOptions.sequential()),
          Models.NONE);
  private final QueueLoop loop =
      new QueueLoop(queue, history, worker, bus, PromptMeter.NONE, Clock.systemUTC());
  private final Thread thread = new Thread(loop, "queue-loop");

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void start() {
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(20));
  }

  private void add(Number number, String id, PromptBuilder graph, String client) {
    queue.add(
        new QueuedPrompt(
            number,
            new PromptId(id),
            graph.build(),
            ExtraData.of(Map.of("client_id", client)),
            List.of(new NodeId("2")),
            Requester.ANYONE));
  }

  private void runSlowOne() {
    add(queue.nextNumber(), "slow", SLOW, "me");
    awaitQuietly(reached);
  }

  private List<String> finished() {
    return HistoryContract.list(history, 0, -1).stream()
        .map(entry -> entry.prompt().id().value())
        .toList();
  }

  private void finish(int count) {
    gate.countDown();
    await().until(() -> finished().size() == count && queue.remaining() == 0);
  }

  @Test
  void scenario91RunsAFrontPromptBeforeThoseThatWait() {
    runSlowOne();
    add(queue.nextNumber(), "second", QUICK, "me");
    long front = -queue.nextNumber();
    add(front, "front", QUICK, "me");
    finish(3);

    assertThat(front).isEqualTo(-2);
    assertThat(finished()).containsExactly("slow", "front", "second");
  }

  @Test
  void scenario92RunsAChosenNumberBetweenOthers() {
    runSlowOne();
    add(queue.nextNumber(), "second", QUICK, "me");
    add(0.5, "between", QUICK, "me");
    finish(3);

    assertThat(finished()).containsExactly("slow", "between", "second");
    assertThat(queue.nextNumber()).isEqualTo(2);
  }

  @Test
  void scenario93DeletesAWaitingPrompt() {
    runSlowOne();
    add(queue.nextNumber(), "second", QUICK, "me");
    int heard = bus.all().size();

    assertThat(queue.delete(new PromptId("second"))).isTrue();

    assertThat(bus.all().subList(heard, bus.all().size()))
        .extracting(RecordingBus.Heard::message)
        .containsExactly(new Message.Status(1), new Message.Status(1));
    finish(1);
    assertThat(finished()).containsExactly("slow");
  }

  @Test
  void scenario94ClearsWhatWaitsAndLetsTheRunningOneFinish() {
    runSlowOne();
    add(queue.nextNumber(), "second", QUICK, "me");
    add(queue.nextNumber(), "third", QUICK, "me");

    queue.clear();

    finish(1);
    assertThat(finished()).containsExactly("slow");
    assertThat(HistoryContract.list(history, 0, -1).get(0).result().status())
        .isEqualTo(ExecutionResult.Status.SUCCEEDED);
  }

  @Test
  void scenario97TellsEachClientOnlyOfItsOwnPrompt() {
    runSlowOne();
    add(queue.nextNumber(), "second", QUICK, "you");
    finish(2);

    assertThat(bus.all())
        .allSatisfy(
            heard -> {
              Object promptId = MessageJson.data(heard.message()).get("prompt_id");
              if (promptId == null) {
                assertThat(heard.message()).isInstanceOf(Message.Status.class);
                assertThat(heard.audience()).isEqualTo(Audience.EVERYONE);
              } else {
                assertThat(heard.audience())
                    .isEqualTo(new Audience.Client("slow".equals(promptId) ? "me" : "you"));
              }
            });
  }

  @Test
  void scenario99RunsEverythingAgainAfterMemoryWasFreed() {
    add(queue.nextNumber(), "a", QUICK, "me");
    await().until(() -> finished().contains("a"));
    loop.requestFree(false, true);
    add(queue.nextNumber(), "b", QUICK, "me");
    await().until(() -> finished().contains("b"));

    assertThat(bus.of(Message.ExecutionCached.class))
        .extracting(Message.ExecutionCached::nodes)
        .containsExactly(List.of(), List.of());
  }

  @Test
  void scenario95ListsTheLastEntriesOrThoseAfterAnOffset() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      add(queue.nextNumber(), id, QUICK, "me");
    }
    finish(5);

    assertThat(HistoryContract.list(history, -1, 2))
        .extracting(e -> e.prompt().id().value())
        .containsExactly("d", "e");
    assertThat(HistoryContract.list(history, 2, 2))
        .extracting(e -> e.prompt().id().value())
        .containsExactly("c", "d");
    assertThat(HistoryContract.list(history, 5, 2)).isEmpty();
  }
}
