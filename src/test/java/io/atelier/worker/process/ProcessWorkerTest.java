package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.execution.RunStatistics;
import io.atelier.log.LogContext;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import io.atelier.wire.MessageJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts in real child JVMs, and what becomes of them when those die. */
class ProcessWorkerTest {
  private final List<Message> seen = new CopyOnWriteArrayList<>();
  private ProcessWorker worker =
      new ProcessWorker(Children.command(), Map.of(), Children.QUICK, Children::daemon);

  @TempDir Path base;

  @AfterEach
  void close() {
    worker.close();
  }

  private void use(Supervision supervision, String... javaOptions) {
    worker = Children.worker(base, supervision, javaOptions);
  }

  private ExecutionResult run(String id, String deed) {
    return worker.run(Children.job(id, deed), (audience, message) -> seen.add(message));
  }

  private CompletableFuture<ExecutionResult> start(String id, String deed) {
    CompletableFuture<ExecutionResult> result =
        CompletableFuture.supplyAsync(() -> run(id, deed), task -> Children.daemon(task).start());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> seen.stream().anyMatch(Message.Executing.class::isInstance));
    return result;
  }

  private static ExecutionResult get(CompletableFuture<ExecutionResult> result)
      throws InterruptedException, ExecutionException, TimeoutException {
    return result.get(60, TimeUnit.SECONDS);
  }

  private long processId() {
    return Objects.requireNonNull(worker.processId());
  }

  private void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(processId())).start();
  }

  private void nextPromptWorks() {
    assertThat(run("next", "fine").status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
  }

  @Test
  void runsAPromptAndPublishesItsMessagesInOrder() {
    use(Children.QUICK);

    ExecutionResult result = run("p", "fine");

    assertThat(seen)
        .extracting(MessageJson::type)
        .containsExactly(
            "execution_start",
            "execution_cached",
            "progress_state",
            "executing",
            "text",
            "executed",
            "progress_state");
    assertThat(result.outputs()).containsEntry(new NodeId("7"), Map.of("text", List.of("fine")));
    assertThat(result.identities()).containsKey(new NodeId("7"));
    assertThat(result.messages()).hasSize(3).endsWith(result.closing());
    assertThat(result.closingAudience()).isEqualTo(new Audience.Client("me"));
    assertThat(worker.devices())
        .singleElement()
        .satisfies(d -> assertThat(d.vramTotal()).isPositive());
  }

  @Test
  void keepsTheChildAndItsCacheBetweenPromptsUntilMemoryIsFreed() {
    use(Children.QUICK);
    run("p", "fine");
    seen.clear();

    run("q", "fine");
    assertThat(seen.get(1))
        .isInstanceOfSatisfying(
            Message.ExecutionCached.class,
            cached -> assertThat(cached.nodes()).containsExactly(new NodeId("7")));

    worker.free(true, true);
    seen.clear();
    run("r", "fine");
    assertThat(seen.get(1))
        .isInstanceOfSatisfying(
            Message.ExecutionCached.class, cached -> assertThat(cached.nodes()).isEmpty());
    assertThat(worker.counts().starts()).isEqualTo(1);
  }

  @Test
  void interruptsTheRunningPromptAndNoOther() throws Exception {
    use(Children.QUICK);
    CompletableFuture<ExecutionResult> result = start("p", "sleep");

    worker.interrupt(new PromptId("another"));
    worker.interrupt(new PromptId("p"));

    assertThat(get(result).status()).isEqualTo(ExecutionResult.Status.INTERRUPTED);
    nextPromptWorks();
  }

  @Test
  void killsTheChildThatDoesNotHeedAnInterruption() throws Exception {
    use(Children.QUICK);
    CompletableFuture<ExecutionResult> result = start("p", "sleep deaf");

    worker.interrupt(new PromptId("p"));

    ExecutionResult ended = get(result);
    assertThat(ended.status()).isEqualTo(ExecutionResult.Status.INTERRUPTED);
    assertThat(ended.closing())
        .isInstanceOfSatisfying(
            Message.ExecutionInterrupted.class,
            message -> assertThat(message.node()).isEqualTo(new NodeId("7")));
    assertThat(worker.counts().hangs()).isEqualTo(1);
    nextPromptWorks();
  }

  @Test
  void failsThePromptOfAKilledChildAndRunsTheNextInANewOne() throws Exception {
    use(Children.QUICK);
    CompletableFuture<ExecutionResult> result = start("p", "sleep");

    signal("KILL");

    ExecutionResult failed = get(result);
    Message.Failure failure = Children.failure(failed);
    assertThat(failure.exceptionType()).isEqualTo("WorkerDied");
    assertThat(failure.exceptionMessage()).contains("SIGKILL").contains("memory");
    assertThat(failure.node()).isEqualTo(new NodeId("7"));
    assertThat(failure.nodeType()).isEqualTo("WorkerTrial");
    assertThat(failed.closingAudience()).isEqualTo(new Audience.Client("me"));
    assertThat(failed.messages())
        .extracting(MessageJson::type)
        .containsExactly("execution_start", "execution_cached", "execution_error");
    nextPromptWorks();
    assertThat(worker.counts().deaths()).isEqualTo(1);
    assertThat(worker.counts().starts()).isEqualTo(2);
  }

  @Test
  void tellsOfCrashesInNativeCode() {
    use(Children.QUICK, "-XX:ErrorFile=" + base.resolve("hs_err.log"));

    Message.Failure failure = Children.failure(run("p", "crash"));

    assertThat(failure.exceptionMessage()).contains("native code").contains("SIGABRT");
    assertThat(failure.traceback()).anyMatch(line -> line.contains("SIGSEGV"));
    nextPromptWorks();
  }

  @Test
  void tellsTheExitCodeOfAChildThatEndsItself() {
    use(Children.QUICK);

    assertThat(Children.failure(run("p", "halt")).exceptionMessage()).contains("exit code 7");
    nextPromptWorks();
  }

  @Test
  void survivesAFullHeap() {
    use(Children.QUICK, "-Xmx48m");

    Message.Failure failure = Children.failure(run("p", "fill the heap"));

    assertThat(failure.exceptionType()).isEqualTo("MemoryError");
    nextPromptWorks();
  }

  @Test
  void replacesAChildThatIsToldToEndWhenItsHeapIsFull() {
    use(Children.QUICK, "-Xmx48m", "-XX:+ExitOnOutOfMemoryError");

    Message.Failure failure = Children.failure(run("p", "fill the heap"));

    assertThat(failure.exceptionType()).isEqualTo("WorkerDied");
    assertThat(failure.exceptionMessage()).contains("exit code 3");
    nextPromptWorks();
  }

  @Test
  void killsAChildThatDoesNotAnswer() throws Exception {
    use(Children.supervision(Duration.ofSeconds(2), false));
    CompletableFuture<ExecutionResult> result = start("p", "sleep");

    signal("STOP");

    assertThat(Children.failure(get(result)).exceptionMessage()).contains("did not answer");
    assertThat(worker.counts().hangs()).isEqualTo(1);
    nextPromptWorks();
  }

  @Test
  void runsThePromptOnceMoreWhenSoConfigured() {
    use(Children.supervision(Children.QUICK.silence(), true));

    ExecutionResult result = run("p", "halt");

    assertThat(result.status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(seen).filteredOn(Message.ExecutionStart.class::isInstance).hasSize(2);
    assertThat(worker.counts().retries()).isEqualTo(1);
    assertThat(worker.counts().deaths()).isEqualTo(2);
    nextPromptWorks();
  }

  @Test
  void failsThePromptWhenTheChildCannotStart() {
    use(Children.QUICK, "-XX:NoSuchOption");

    Message.Failure failure = Children.failure(run("p", "fine"));

    assertThat(failure.exceptionMessage()).contains("exit code 1 at its start");
    assertThat(failure.traceback()).anyMatch(line -> line.contains("NoSuchOption"));
  }

  @Test
  void endsTheChildWhenItIsClosedThoughAPromptRuns() throws Exception {
    use(Children.QUICK);
    CompletableFuture<ExecutionResult> result = start("p", "sleep deaf");
    ProcessHandle child = ProcessHandle.of(processId()).orElseThrow();

    worker.close();

    assertThat(child.isAlive()).isFalse();
    assertThat(get(result).status()).isEqualTo(ExecutionResult.Status.FAILED);
    assertThat(worker.counts().deaths()).isZero();
  }

  @Test
  void givesTheChildItsOwnThreadSettings() {
    use(Children.QUICK);

    assertThat(run("p", "environment").outputs())
        .containsEntry(new NodeId("7"), Map.of("text", List.of("passive")));
  }

  @Test
  void takesWhatTheChildPrintsIntoTheLogLineByLine() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler = handler(lines);
    Logger logger = Logger.getLogger(ChildOutput.class.getName());
    logger.addHandler(handler);
    try {
      use(Children.QUICK);
      run("p", "print");
      await()
          .atMost(10, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(lines).contains("natives say hello", "half a line"));
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void whatTheChildLogsAndPrintsIsAboutItsPrompt() {
    List<Optional<LogContext>> about = Collections.synchronizedList(new ArrayList<>());
    Logger logger = Logger.getLogger(ChildOutput.class.getName());
    logger.setFilter(
        entry -> !entry.getLevel().equals(Level.WARNING) || about.add(LogContext.current()));
    try {
      use(Children.QUICK);
      PromptJob job = Children.job("p", "log");
      worker.run(job, (audience, message) -> seen.add(message));
      await()
          .atMost(10, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(about).containsExactly(Optional.of(job.logContext())));
    } finally {
      logger.setFilter(null);
    }
  }

  @Test
  void tellsTheHeapOfTheChildWhileThereIsOne() {
    use(Children.QUICK, "-Xmx64m");
    assertThat(worker.isUp()).isFalse();
    assertThat(worker.heapUsed()).isZero();

    run("p", "fine");
    await().atMost(10, TimeUnit.SECONDS).until(() -> worker.heapUsed() > 0);

    assertThat(worker.isUp()).isTrue();
    assertThat(worker.heapMax()).isBetween(32L << 20, 64L << 20);
    worker.close();
    await().atMost(10, TimeUnit.SECONDS).until(() -> !worker.isUp());
  }

  @Test
  void tellsWhatTheNodesOfTheChildTook() {
    use(Children.QUICK);

    RunStatistics first = run("p", "fine").statistics();
    RunStatistics second = run("q", "fine").statistics();

    assertThat(first.nodes())
        .singleElement()
        .satisfies(node -> assertThat(node.classType()).isEqualTo("WorkerTrial"))
        .satisfies(node -> assertThat(node.nanos()).isPositive());
    assertThat(first.cached()).isZero();
    assertThat(second).isEqualTo(new RunStatistics(List.of(), 1));
  }

  private static Handler handler(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        lines.add(String.valueOf(entry.getParameters()[1]));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
