package io.atelier.queue;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.worker.Worker;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The loop that takes prompts from the queue, has a worker run them, and stores how they ended.
 *
 * <p>History is stored before any client hears that a prompt is over. The loop ends when its thread
 * is interrupted; no failure of a prompt or of a store ends it.
 */
public final class QueueLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(QueueLoop.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);

  private final PromptQueue queue;
  private final History history;
  private final Worker worker;
  private final MessageBus bus;
  private final PromptMeter meter;
  private final Clock clock;
  private final AtomicBoolean unloadModels = new AtomicBoolean();
  private final AtomicBoolean freeMemory = new AtomicBoolean();
  private volatile @Nullable Started started;
  private volatile boolean stopping;
  private volatile boolean alive;

  private record Started(QueuedPrompt prompt, long nanoTime) {}

  /** The prompt that runs, and for how long it has. */
  public record Running(QueuedPrompt prompt, Duration since) {}

  /**
   * @param meter is told how long prompts wait and run
   * @param clock tells the time of failures and how long prompts have waited; nothing depends on it
   */
  public QueueLoop(
      PromptQueue queue,
      History history,
      Worker worker,
      MessageBus bus,
      PromptMeter meter,
      Clock clock) {
    this.queue = queue;
    this.history = history;
    this.worker = worker;
    this.bus = bus;
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * Asks for memory to be given back after the running prompt, or soon when none runs.
   *
   * @param models whether to unload models
   * @param cache whether to drop all node results too, which implies unloading
   */
  public void requestFree(boolean models, boolean cache) {
    if (models || cache) {
      unloadModels.set(true);
    }
    if (cache) {
      freeMemory.set(true);
    }
  }

  /** Whether a thread is in the loop. */
  public boolean isAlive() {
    return alive;
  }

  /** Begins no further prompt; the one that runs goes on. */
  public void stopTaking() {
    stopping = true;
  }

  /** The prompt that runs, or whose end is being stored; empty between prompts. */
  public Optional<Running> running() {
    Started now = started;
    return now == null
        ? Optional.empty()
        : Optional.of(
            new Running(now.prompt(), Duration.ofNanos(System.nanoTime() - now.nanoTime())));
  }

  @Override
  public void run() {
    alive = true;
    try {
      takeUntilStopped();
    } finally {
      alive = false;
    }
  }

  private void takeUntilStopped() {
    while (!stopping && !Thread.currentThread().isInterrupted()) {
      try {
        Optional<QueuedPrompt> next = queue.take(POLL);
        giveMemoryBack();
        if (next.isPresent()) {
          started = new Started(next.get(), System.nanoTime());
          next.get().logContext().run(() -> process(next.get()));
          started = null;
          giveMemoryBack();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        started = null;
        LOG.log(Level.ERROR, "the queue loop goes on after a failure", e);
        pause();
      }
    }
  }

  /** Keeps a store that fails at once from filling the log. */
  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void process(QueuedPrompt prompt) {
    ExecutionResult result = measured(prompt);
    try {
      history.add(new HistoryEntry(prompt, result));
    } catch (PromptTakenAwayException e) {
      LOG.log(Level.WARNING, "an end does not count", e);
      return;
    }
    try {
      bus.publish(result.closingAudience(), result.closing());
    } finally {
      queue.finish(prompt);
      bus.publish(
          Audience.clientOrNobody(prompt.extraData().clientId()),
          new Message.ExecutingNothing(prompt.id()));
    }
  }

  private ExecutionResult measured(QueuedPrompt prompt) {
    Duration waited = Duration.ofMillis(Math.max(0, clock.millis() - prompt.createdAt()));
    measure(() -> meter.begun(waited));
    long start = System.nanoTime();
    ExecutionResult result = runOrFail(prompt);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    measure(() -> meter.ended(result, took));
    LOG.log(
        Level.INFO,
        "prompt {0}: {1} after {2} ms",
        new Object[] {
          prompt.id(),
          result.status().name().toLowerCase(Locale.ROOT),
          Long.toString(took.toMillis())
        });
    return result;
  }

  /** No failure to measure a prompt is to cost the prompt. */
  private static void measure(Runnable measurement) {
    try {
      measurement.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a prompt is not measured", e);
    }
  }

  /** A worker that breaks down fails the prompt instead of losing it. */
  private ExecutionResult runOrFail(QueuedPrompt prompt) {
    try {
      return worker.run(prompt.toJob(), bus);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the worker broke down at prompt " + prompt.id(), e);
      return ExecutionResult.brokenDown(prompt.toJob(), e, clock.millis());
    }
  }

  private void giveMemoryBack() {
    boolean dropCache = freeMemory.getAndSet(false);
    boolean unload = unloadModels.getAndSet(false);
    if (unload || dropCache) {
      worker.free(unload, dropCache);
    }
  }
}
