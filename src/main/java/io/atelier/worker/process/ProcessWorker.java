package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.log.LogContext;
import io.atelier.message.MessageBus;
import io.atelier.prompt.PromptId;
import io.atelier.worker.Device;
import io.atelier.worker.Worker;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs prompts in a child JVM, which is started when it is needed and replaced when it has died.
 *
 * <p>A child's death costs the prompt that ran: that one fails, with the exception type {@code
 * WorkerDied}, or is run once more if so configured, and the next prompt gets a new child. After
 * several deaths without a finished prompt in between, each new start waits longer.
 */
public final class ProcessWorker implements Worker {
  private static final System.Logger LOG = System.getLogger(ProcessWorker.class.getName());
  private static final Duration DESCRIBE = Duration.ofMillis(500);

  private final ChildStarter starter;
  private final Optional<String> torchVersion;
  private final Supervision supervision;
  private final ThreadFactory threads;
  private final WorkerCounts counts = new WorkerCounts();
  private final Clock clock = Clock.systemUTC();
  private final Object starting = new Object();
  private volatile @Nullable Child child;
  private volatile @Nullable RunView current;
  private volatile boolean closed;
  private int failures;

  /**
   * @param settings what the child is to know, by property name
   * @param threads makes the threads that talk to the child
   */
  public ProcessWorker(
      ChildCommand command,
      Map<String, String> settings,
      Supervision supervision,
      ThreadFactory threads) {
    this.supervision = supervision;
    this.threads = threads;
    this.torchVersion = command.torchVersion();
    this.starter =
        new ChildStarter(command, settings, supervision, counts, threads, this::busyWith);
  }

  /** Starts the child in the background, so that the first prompt need not wait for it. */
  public void startAhead() {
    threads.newThread(this::startQuietly).start();
  }

  private void startQuietly() {
    try {
      child();
    } catch (WorkerDiedException e) {
      LOG.log(Level.WARNING, "{0}; the next prompt tries again", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What happened to the children so far. */
  public WorkerCounts counts() {
    return counts;
  }

  /** The process of the child, if there is one. */
  @Nullable Long processId() {
    Child now = child;
    return now == null || !now.isAlive() ? null : (Long) now.processId();
  }

  /** Whether there is a child. */
  public boolean isUp() {
    return processId() != null;
  }

  /** Bytes of the child's heap in use, as it told a moment ago; 0 when that is not known. */
  public long heapUsed() {
    Packet.Pong told = heap();
    return told == null ? 0 : told.heapUsed();
  }

  /** Bytes that the child's heap may grow to; 0 when that is not known. */
  public long heapMax() {
    Packet.Pong told = heap();
    return told == null ? 0 : told.heapMax();
  }

  private Packet.@Nullable Pong heap() {
    Child now = child;
    return now == null || !now.isAlive() ? null : now.heap();
  }

  @Override
  public ExecutionResult run(PromptJob job, MessageBus bus) {
    RunView view = new RunView(job, bus);
    try {
      return attempt(view);
    } catch (WorkerDiedException e) {
      if (!supervision.retry() || view.isInterrupted() || closed) {
        return view.died(e, clock.millis());
      }
      counts.retried();
      LOG.log(Level.WARNING, "prompt {0} is run once more", job.promptId());
    }
    RunView again = new RunView(job, bus);
    try {
      return attempt(again);
    } catch (WorkerDiedException e) {
      return again.died(e, clock.millis());
    }
  }

  private ExecutionResult attempt(RunView view) throws WorkerDiedException {
    current = view;
    try {
      ExecutionResult result = child().run(view);
      failed(false);
      return result;
    } catch (WorkerDiedException e) {
      failed(true);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerDiedException("the worker process was stopped with the server", List.of());
    } finally {
      current = null;
    }
  }

  private void failed(boolean again) {
    synchronized (starting) {
      failures = again ? failures + 1 : 0;
    }
  }

  /** The living child; a new one when there is none. */
  private Child child() throws WorkerDiedException, InterruptedException {
    synchronized (starting) {
      Child now = child;
      if (now == null || !now.isAlive()) {
        backOff();
        now = starter.start();
        child = now;
      }
      if (closed) {
        now.stop();
        throw new WorkerDiedException("the worker process was stopped with the server", List.of());
      }
      return now;
    }
  }

  private void backOff() throws InterruptedException {
    long end = System.nanoTime() + supervision.backoff(failures).toNanos();
    long left = end - System.nanoTime();
    while (left > 0 && !closed && !isInterrupted()) {
      TimeUnit.NANOSECONDS.timedWait(starting, left);
      left = end - System.nanoTime();
    }
  }

  private Optional<LogContext> busyWith() {
    return Optional.ofNullable(current).map(view -> view.job().logContext());
  }

  private boolean isInterrupted() {
    RunView view = current;
    return view != null && view.isInterrupted();
  }

  @Override
  public void interrupt(PromptId promptId) {
    RunView view = current;
    if (view != null && view.job().promptId().equals(promptId)) {
      view.interrupt();
      Child now = child;
      if (now != null) {
        now.interrupt(promptId);
      }
    }
  }

  @Override
  public void free(boolean unloadModels, boolean dropCache) {
    Child now = child;
    if (now != null) {
      now.free(unloadModels, dropCache);
    }
  }

  @Override
  public List<Device> devices() {
    Child now = child;
    List<Device> described = now == null ? List.of() : now.devices(DESCRIBE);
    return described.isEmpty() ? List.of(Device.ofMachine(0)) : described;
  }

  @Override
  public Optional<String> torchVersion() {
    return torchVersion;
  }

  @Override
  public void beginClosing() {
    closed = true;
    Child now = child;
    if (now != null) {
      now.askToStop();
    }
  }

  @Override
  public void close() {
    beginClosing();
    Child now = child;
    if (now != null) {
      now.stop();
    }
  }
}
