package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.prompt.PromptId;
import io.atelier.worker.Device;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A started child: its process and the connection to it.
 *
 * <p>One thread reads, one writes, one asks for signs of life. The reading thread publishes what
 * the child tells, and at the end of the connection finds out how the process ended.
 */
final class Child {
  private static final System.Logger LOG = System.getLogger(Child.class.getName());
  private static final Duration EXIT = Duration.ofSeconds(5);

  private final Process process;
  private final ChildOutput output;
  private final Thread outputThread;
  private final SocketChannel channel;
  private final Supervision supervision;
  private final WorkerCounts counts;
  private final Outbox outbox;
  private final CompletableFuture<Packet.Ready> ready = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger unanswered = new AtomicInteger();
  private @Nullable WorkerDiedException death;
  private @Nullable Running running;
  private CompletableFuture<List<Device>> described = new CompletableFuture<>();
  private volatile List<Device> devices = List.of();
  private volatile Packet.@Nullable Pong latestPong;
  private volatile @Nullable String killedBecause;
  private volatile boolean stopping;
  private volatile long stopBy;

  private record Running(RunView view, CompletableFuture<ExecutionResult> result) {}

  Child(
      Process process,
      ChildOutput output,
      Thread outputThread,
      SocketChannel channel,
      Supervision supervision,
      WorkerCounts counts) {
    this.process = process;
    this.output = output;
    this.outputThread = outputThread;
    this.channel = channel;
    this.supervision = supervision;
    this.counts = counts;
    this.outbox = new Outbox(channel);
  }

  /**
   * Greets the child and returns when it can take prompts.
   *
   * @param settings by property name
   */
  void begin(Map<String, String> settings, ThreadFactory threads)
      throws WorkerDiedException, InterruptedException {
    threads.newThread(this::read).start();
    threads.newThread(outbox).start();
    outbox.send(new Packet.Hello(Packet.VERSION, settings));
    try {
      ready.get(supervision.start().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill("did not become ready within " + supervision.start().toSeconds() + " seconds");
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "the child died at its start", e);
    }
    if (!ready.isDone() || ready.isCompletedExceptionally()) {
      over.await();
      throw deathOrUnknown();
    }
    outbox.sendNow(new Packet.Describe());
    threads.newThread(this::watch).start();
  }

  long processId() {
    return process.pid();
  }

  /** The heap as the child last told it; null when it has not yet. */
  Packet.@Nullable Pong heap() {
    return latestPong;
  }

  boolean isAlive() {
    return over.getCount() > 0;
  }

  /** Evaluates a prompt to its end, or to the child's. */
  ExecutionResult run(RunView view) throws WorkerDiedException, InterruptedException {
    CompletableFuture<ExecutionResult> result = new CompletableFuture<>();
    synchronized (this) {
      if (death != null) {
        throw death;
      }
      running = new Running(view, result);
    }
    try {
      outbox.send(new Packet.Run(view.job()));
      if (view.isInterrupted()) {
        interrupt(view.job().promptId());
      }
      return result.get();
    } catch (InterruptedException e) {
      interrupt(view.job().promptId());
      return lastChance(result);
    } catch (ExecutionException e) {
      throw deathOrUnknown();
    } finally {
      synchronized (this) {
        running = null;
      }
    }
  }

  /** The result when it comes soon, on a thread that was interrupted and stays so. */
  private ExecutionResult lastChance(CompletableFuture<ExecutionResult> result)
      throws WorkerDiedException {
    try {
      return result.get(supervision.stop().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException | ExecutionException e) {
      kill("was stopped with the server");
      throw new WorkerDiedException("the worker process was stopped with the server", List.of());
    } finally {
      Thread.currentThread().interrupt();
    }
  }

  void interrupt(PromptId promptId) {
    outbox.sendNow(new Packet.Interrupt(promptId));
  }

  void free(boolean unloadModels, boolean dropCache) {
    outbox.sendNow(new Packet.Free(unloadModels, dropCache));
  }

  /** The devices as they are now, or as they were when the child does not answer in time. */
  List<Device> devices(Duration wait) {
    CompletableFuture<List<Device>> answer;
    synchronized (this) {
      answer = described;
    }
    outbox.sendNow(new Packet.Describe());
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "the child does not describe its devices", e);
    }
    return devices;
  }

  /** Lets the child end by itself; from now on it has the time of {@link Supervision#stop}. */
  void askToStop() {
    synchronized (this) {
      if (!stopping) {
        stopBy = System.nanoTime() + supervision.stop().toNanos();
        stopping = true;
      }
    }
    outbox.close();
  }

  /** Ends the child, by force when it takes too long. */
  void stop() {
    askToStop();
    try {
      if (!process.waitFor(stopBy - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process by force; the first reason given is the one told. */
  private void kill(String because) {
    synchronized (this) {
      if (killedBecause == null) {
        killedBecause = because;
      }
    }
    process.destroyForcibly();
    outbox.close();
  }

  private void watch() {
    try {
      while (!over.await(supervision.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
        Duration silence = supervision.heartbeat().multipliedBy(unanswered.get());
        if (silence.compareTo(supervision.silence()) >= 0) {
          counts.hung();
          kill("did not answer for " + silence.toSeconds() + " seconds and was killed");
          return;
        }
        Running run = running();
        if (run != null && run.view().deaf().compareTo(supervision.heed()) >= 0) {
          counts.hung();
          kill("did not end an interrupted prompt and was killed");
          return;
        }
        unanswered.incrementAndGet();
        outbox.sendNow(new Packet.Ping());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      FrameReader reader = new FrameReader(channel);
      for (PacketFrame frame = reader.read(); frame != null; frame = reader.read()) {
        unanswered.set(0);
        handle(PacketFrames.packet(frame, this::progress));
      }
    } catch (ProtocolException e) {
      boolean ending = stopping || killedBecause != null;
      LOG.log(ending ? Level.DEBUG : Level.ERROR, "the worker process breaks the protocol", e);
      kill("broke the protocol (" + e.getMessage() + ")");
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the connection to the worker process ended", e);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the connection to the worker process broke", e);
      kill("was ended: " + e);
    } finally {
      outbox.close();
      end();
    }
  }

  private synchronized @Nullable Running running() {
    return running;
  }

  private ProgressSnapshot progress(NodeProgress change) {
    Running run = running();
    if (run == null) {
      throw new IllegalStateException("progress without a prompt");
    }
    return run.view().progress(change);
  }

  private void handle(Packet packet) throws ProtocolException {
    Running run = running();
    if (packet instanceof Packet.Published published && run != null) {
      run.view().publish(published.audience(), published.message());
    } else if (packet instanceof Packet.Finished finished && run != null) {
      run.result().complete(finished.result());
    } else if (packet instanceof Packet.Described answer) {
      described(answer.devices());
    } else if (packet instanceof Packet.Ready greeting && greeting.version() == Packet.VERSION) {
      ready.complete(greeting);
    } else if (packet instanceof Packet.Pong pong) {
      latestPong = pong;
    } else {
      throw new ProtocolException("an unexpected " + packet.getClass().getSimpleName());
    }
  }

  private void described(List<Device> now) {
    devices = now;
    CompletableFuture<List<Device>> waiting;
    synchronized (this) {
      waiting = described;
      described = new CompletableFuture<>();
    }
    waiting.complete(now);
  }

  /** Waits for the process to be gone, and tells whoever waits for it. */
  private void end() {
    String how = "ended";
    try {
      if (!process.waitFor(EXIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      outputThread.join(EXIT.toMillis());
      how = ExitStatus.describe(process.exitValue());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    String because = killedBecause;
    WorkerDiedException died =
        new WorkerDiedException(
            "the worker process " + (because == null ? how : because), output.lastLines());
    Running run;
    synchronized (this) {
      death = died;
      run = running;
    }
    if (!stopping) {
      counts.died();
      Runnable log = () -> LOG.log(Level.WARNING, "{0} (process {1})", args(died.getMessage()));
      if (run == null) {
        log.run();
      } else {
        run.view().job().logContext().run(log);
      }
    }
    over.countDown();
    ready.completeExceptionally(died);
    if (run != null) {
      run.result().completeExceptionally(died);
    }
  }

  private Object[] args(@Nullable Object message) {
    return new Object[] {message, Long.toString(process.pid())};
  }

  private synchronized WorkerDiedException deathOrUnknown() {
    return death == null ? new WorkerDiedException("the worker process ended", List.of()) : death;
  }
}
