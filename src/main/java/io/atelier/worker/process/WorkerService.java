package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.node.NodeException;
import io.atelier.prompt.PromptId;
import io.atelier.worker.Worker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The child's end of the connection: does with a worker of this JVM what the server asks.
 *
 * <p>The thread that reads answers pings itself; prompts and the freeing of memory take their turn
 * on one other thread, the description of devices on a third.
 */
final class WorkerService {
  private static final System.Logger LOG = System.getLogger(WorkerService.class.getName());
  private static final long GRACE_SECONDS = 2;

  private final SocketChannel channel;
  private final Outbox outbox;
  private final Function<Map<String, String>, Worker> workers;
  private final Runnable breakdown;
  private final ExecutorService prompts = Executors.newSingleThreadExecutor(daemon("prompts"));
  private final ExecutorService describer = Executors.newSingleThreadExecutor(daemon("devices"));
  private @Nullable Worker worker;
  private volatile @Nullable PromptId interrupted;
  private volatile @Nullable PromptId running;

  /**
   * @param workers makes the worker from the settings, by property name
   * @param breakdown called when this JVM is no longer fit to answer
   */
  WorkerService(
      SocketChannel channel, Function<Map<String, String>, Worker> workers, Runnable breakdown) {
    this.channel = channel;
    this.outbox = new Outbox(channel);
    this.workers = workers;
    this.breakdown = breakdown;
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, "worker-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Serves until the connection ends, then gives a running prompt a moment to end.
   *
   * @throws IOException when the connection breaks or carries what is no packet
   */
  void serve() throws IOException, InterruptedException {
    daemon("writer").newThread(outbox).start();
    try {
      FrameReader reader = new FrameReader(channel);
      for (PacketFrame frame = reader.read(); frame != null; frame = reader.read()) {
        handle(PacketFrames.packet(frame, WorkerService::noProgress));
      }
    } finally {
      outbox.close();
      Worker made = worker;
      PromptId last = running;
      if (made != null && last != null) {
        made.interrupt(last);
      }
      prompts.shutdownNow();
      prompts.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static io.atelier.message.ProgressSnapshot noProgress(
      io.atelier.message.NodeProgress change) {
    throw new IllegalArgumentException("progress from the server");
  }

  private void handle(Packet packet) throws ProtocolException {
    if (packet instanceof Packet.Ping) {
      outbox.sendNow(pong());
    } else if (packet instanceof Packet.Hello hello) {
      greet(hello);
    } else {
      handle(packet, greeted());
    }
  }

  private static Packet.Pong pong() {
    Runtime runtime = Runtime.getRuntime();
    return new Packet.Pong(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
  }

  private Worker greeted() throws ProtocolException {
    Worker made = worker;
    if (made == null) {
      throw new ProtocolException("no greeting");
    }
    return made;
  }

  private void handle(Packet packet, Worker made) throws ProtocolException {
    if (packet instanceof Packet.Run run) {
      execute(prompts, () -> run.job().logContext().run(() -> run(made, run.job())));
    } else if (packet instanceof Packet.Interrupt interrupt) {
      interrupted = interrupt.promptId();
      made.interrupt(interrupt.promptId());
    } else if (packet instanceof Packet.Free free) {
      execute(prompts, () -> made.free(free.unloadModels(), free.dropCache()));
    } else if (packet instanceof Packet.Describe) {
      execute(describer, () -> outbox.sendNow(new Packet.Described(made.devices())));
    } else {
      throw new ProtocolException("an unexpected " + packet.getClass().getSimpleName());
    }
  }

  private void greet(Packet.Hello hello) throws ProtocolException {
    if (hello.version() != Packet.VERSION) {
      throw new ProtocolException("the server speaks version " + hello.version());
    }
    worker = workers.apply(hello.settings());
    outbox.sendNow(new Packet.Ready(Packet.VERSION, ProcessHandle.current().pid()));
  }

  /** What fails here has no one to tell, and the server would wait for it for ever. */
  private void execute(ExecutorService executor, Runnable task) {
    executor.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the worker process gives up", e);
            breakdown.run();
          }
        });
  }

  private void run(Worker made, PromptJob job) {
    RunBus bus = new RunBus(outbox, () -> passInterruptOn(made, job.promptId()));
    running = job.promptId();
    ExecutionResult result;
    try {
      result = made.run(job, bus);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the worker broke down at prompt " + job.promptId(), e);
      result = ExecutionResult.brokenDown(job, e, Clock.systemUTC().millis());
    }
    running = null;
    interrupted = null;
    try {
      bus.finish(new Packet.Finished(result));
    } catch (NodeException | OutOfMemoryError e) {
      LOG.log(Level.WARNING, "the result of prompt " + job.promptId() + " cannot be sent", e);
      long now = Clock.systemUTC().millis();
      bus.finish(new Packet.Finished(ExecutionResult.brokenDown(job, e, now)));
    }
  }

  /** An interruption may come before the prompt has begun, when the worker does not know it yet. */
  private void passInterruptOn(Worker made, PromptId promptId) {
    if (promptId.equals(interrupted)) {
      made.interrupt(promptId);
    }
  }
}
