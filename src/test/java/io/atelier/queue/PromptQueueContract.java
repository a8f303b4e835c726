package io.atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every queue does. */
public interface PromptQueueContract {
  Duration AT_ONCE = Duration.ofMillis(1);

  long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** An empty queue. */
  PromptQueue queue();

  /** The history that goes with the queue. */
  History history();

  static QueuedPrompt prompt(Number number, String id) {
    return new QueuedPrompt(
        number,
        new PromptId(id),
        Prompt.fromJson(Map.of("1", Map.of("class_type", "Out", "inputs", Map.of()))),
        ExtraData.NONE,
        List.of(new NodeId("1")),
        Requester.ANYONE);
  }

  private static List<String> takeAll(PromptQueue queue) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (Optional<QueuedPrompt> p = queue.take(AT_ONCE); p.isPresent(); p = queue.take(AT_ONCE)) {
      ids.add(p.get().id().value());
    }
    return ids;
  }

  @Test
  default void countsFromZero() {
    PromptQueue queue = queue();

    assertThat(List.of(queue.nextNumber(), queue.nextNumber())).containsExactly(0L, 1L);
  }

  private static QueuedPrompt cameAt(long createdAt, Number number, String id) {
    QueuedPrompt any = prompt(number, id);
    return new QueuedPrompt(
        number,
        any.id(),
        any.prompt(),
        any.extraData(),
        any.outputs(),
        Requester.ANYONE,
        createdAt);
  }

  @Test
  default void tellsHowMuchThereIsToDo() throws InterruptedException {
    PromptQueue queue = queue();
    assertThat(queue.lengths()).isEqualTo(new PromptQueue.Lengths(0, 0, 0));
    queue.add(cameAt(5_000, 1L, "runs"));
    queue.add(cameAt(9_000, 2L, "waits"));
    queue.add(cameAt(7_000, 3L, "waits longest"));
    queue.take(AT_ONCE);

    assertThat(queue.lengths()).isEqualTo(new PromptQueue.Lengths(2, 1, 7_000));
  }

  @Test
  default void aClockThatJumpsByDaysChangesNoOrderAndLosesNothing() throws InterruptedException {
    PromptQueue queue = queue();
    long now = System.currentTimeMillis();
    queue.add(cameAt(now, 1L, "today"));
    queue.add(cameAt(now + DAY_MILLIS, 2L, "tomorrow"));
    queue.add(cameAt(now - DAY_MILLIS, 3L, "yesterday"));
    queue.add(cameAt(-DAY_MILLIS, 4L, "before the epoch"));

    assertThat(takeAll(queue))
        .containsExactly("today", "tomorrow", "yesterday", "before the epoch");
  }

  @Test
  default void keepsTheTraceOfItsRequest() throws InterruptedException {
    PromptQueue queue = queue();
    TraceContext trace = TraceContext.begin();
    new LogContext(null, trace).run(() -> queue.add(prompt(1L, "p")));

    assertThat(queue.take(AT_ONCE).orElseThrow().trace()).isEqualTo(trace);
  }

  @Test
  default void givesTheLowestNumberFirstAndThenTheLowestId() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(3L, "d"));
    queue.add(prompt(0.5, "b"));
    queue.add(prompt(3L, "c"));
    queue.add(prompt(-7L, "a"));

    assertThat(takeAll(queue)).containsExactly("a", "b", "c", "d");
  }

  @Test
  default void refusesAnIdThatWaitsRunsOrIsInTheHistory() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(1L, "same"));
    assertThatThrownBy(() -> queue.add(prompt(2L, "same")))
        .isInstanceOf(PromptIdTakenException.class);
    assertThat(queue.remaining()).isEqualTo(1);

    QueuedPrompt runs = queue.take(AT_ONCE).orElseThrow();
    assertThatThrownBy(() -> queue.add(prompt(2L, "same")))
        .isInstanceOf(PromptIdTakenException.class);

    history().add(ended(runs));
    queue.finish(runs);
    assertThatThrownBy(() -> queue.add(prompt(2L, "same")))
        .isInstanceOf(PromptIdTakenException.class);
    assertThat(queue.remaining()).isZero();
  }

  @Test
  default void takesAnIdAgainThatIsGone() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(1L, "deleted"));
    queue.delete(new PromptId("deleted"));
    queue.add(prompt(1L, "deleted"));
    queue.add(prompt(2L, "cleared"));
    queue.clear();
    queue.add(prompt(3L, "cleared"));
    queue.add(prompt(4L, "forgotten"));
    QueuedPrompt cleared = queue.take(AT_ONCE).orElseThrow();
    queue.finish(cleared);
    QueuedPrompt forgotten = queue.take(AT_ONCE).orElseThrow();
    history().add(ended(forgotten));
    queue.finish(forgotten);
    history().delete(forgotten.id());

    queue.add(prompt(5L, "cleared"));
    queue.add(prompt(6L, "forgotten"));
    assertThat(takeAll(queue)).containsExactly("cleared", "forgotten");
  }

  @Test
  default void takesOneOfManyPromptsOfAnIdThatComeAtOnce() throws Exception {
    PromptQueue queue = queue();
    int clients = 8;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Future<Boolean>> taken = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      long number = i;
      taken.add(threads.submit(() -> isTaken(queue, prompt(number, "raced"))));
    }
    int accepted = 0;
    for (Future<Boolean> each : taken) {
      accepted += each.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    threads.shutdown();

    assertThat(accepted).isEqualTo(1);
    assertThat(queue.remaining()).isEqualTo(1);
  }

  private static HistoryEntry ended(QueuedPrompt prompt) {
    return new HistoryEntry(prompt, HistoryContract.entry(prompt.id().value(), 1).result());
  }

  private static boolean isTaken(PromptQueue queue, QueuedPrompt prompt) {
    try {
      queue.add(prompt);
      return true;
    } catch (PromptIdTakenException e) {
      return false;
    }
  }

  @Test
  default void showsWhatRunsAndWhatWaits() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(1L, "first"));
    queue.add(prompt(2L, "second"));

    QueuedPrompt first = queue.take(AT_ONCE).orElseThrow();
    PromptQueue.Snapshot snapshot = queue.snapshot();
    assertThat(snapshot.running()).extracting(p -> p.id().value()).containsExactly("first");
    assertThat(snapshot.pending()).extracting(p -> p.id().value()).containsExactly("second");
    assertThat(queue.remaining()).isEqualTo(2);

    queue.finish(first);
    assertThat(queue.snapshot().running()).isEmpty();
    assertThat(queue.remaining()).isEqualTo(1);
  }

  @Test
  default void deletesOnlyWhatWaits() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(1L, "runs"));
    queue.add(prompt(2L, "waits"));
    queue.take(AT_ONCE);

    assertThat(queue.delete(new PromptId("runs"))).isFalse();
    assertThat(queue.delete(new PromptId("unknown"))).isFalse();
    assertThat(queue.delete(new PromptId("waits"))).isTrue();
    assertThat(queue.remaining()).isEqualTo(1);
  }

  @Test
  default void clearsOnlyWhatWaits() throws InterruptedException {
    PromptQueue queue = queue();
    queue.add(prompt(1L, "runs"));
    queue.add(prompt(2L, "waits"));
    queue.take(AT_ONCE);

    queue.clear();

    assertThat(queue.snapshot().pending()).isEmpty();
    assertThat(queue.snapshot().running()).hasSize(1);
  }

  @Test
  default void givesEachPromptOnceToManyTakers() throws Exception {
    PromptQueue queue = queue();
    int prompts = 400;
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> work = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int from = t * prompts / 4;
      work.add(
          threads.submit(
              () -> {
                for (int i = from; i < from + prompts / 4; i++) {
                  queue.add(prompt(queue.nextNumber(), "p" + i));
                }
              }));
      work.add(
          threads.submit(
              () -> {
                Optional<QueuedPrompt> p = queue.take(Duration.ofSeconds(1));
                while (p.isPresent()) {
                  taken.add(p.get().id().value());
                  queue.finish(p.get());
                  p = queue.take(Duration.ofSeconds(1));
                }
                return null;
              }));
    }
    for (Future<?> each : work) {
      each.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(taken).hasSize(prompts).doesNotHaveDuplicates();
    assertThat(queue.remaining()).isZero();
  }
}
