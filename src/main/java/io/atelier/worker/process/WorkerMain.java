package io.atelier.worker.process;

import io.atelier.config.AtelierSettings;
import io.atelier.config.WorkerSettings;
import io.atelier.execution.PromptExecutor;
import io.atelier.node.NodePacks;
import io.atelier.setup.EngineSetup;
import io.atelier.setup.LoadedModels;
import io.atelier.worker.EmbeddedWorker;
import io.atelier.worker.Worker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * The child: connects to the server's socket, whose path is its argument, and evaluates prompts
 * until the connection ends.
 *
 * <p>It always ends at once, without the shutdown hooks of libraries, since its work may hang in
 * native code. Its exit codes: 0 when the server closed the connection, 1 when it broke, 3 when
 * this JVM was no longer fit, for want of memory say, and 4 when the server was gone.
 */
public final class WorkerMain {
  private static final System.Logger LOG = System.getLogger(WorkerMain.class.getName());
  private static final Path KILL_PREFERENCE = Path.of("/proc/self/oom_score_adj");
  private static final String KILL_ME_FIRST = "500";
  private static final int BROKEN = 1;
  private static final int UNFIT = 3;
  private static final int ORPHANED = 4;
  private static final long SIGNAL_GRACE_SECONDS = 10;

  private WorkerMain() {}

  /**
   * Serves one server.
   *
   * @param args the path of the socket
   */
  public static void main(String[] args) {
    int status = BROKEN;
    try {
      logLineByLine();
      preferDeathToServers();
      ProcessHandle.current().parent().ifPresent(WorkerMain::endWith);
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
        outliveSignals();
        new WorkerService(channel, WorkerMain::worker, () -> end(UNFIT)).serve();
      }
      status = 0;
    } catch (IOException e) {
      LOG.log(Level.INFO, "the connection to the server broke: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the worker process fails", e);
      status = UNFIT;
    } finally {
      end(status);
    }
  }

  /** Ends this process with the server's, should the connection not show it. */
  private static void endWith(ProcessHandle server) {
    daemon(
            () -> {
              server.onExit().join();
              end(ORPHANED);
            })
        .start();
  }

  private static void end(int status) {
    Runtime.getRuntime().halt(status);
  }

  /**
   * A signal to the whole group, as a terminal's Ctrl-C is, reaches server and child alike; the
   * server, which ends prompts in good order, is to be first.
   */
  private static void outliveSignals() {
    CountDownLatch never = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              try {
                never.await(SIGNAL_GRACE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void logLineByLine() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(new LogLines());
    }
  }

  /** Linux, when memory runs out, is to kill this process and not the server. */
  private static void preferDeathToServers() {
    if (Files.isWritable(KILL_PREFERENCE)) {
      try {
        Files.writeString(KILL_PREFERENCE, KILL_ME_FIRST);
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the system does not let itself be told whom to kill", e);
      }
    }
  }

  private static Worker worker(Map<String, String> properties) {
    AtelierSettings settings = AtelierSettings.read(properties::get);
    ExecutorService pool = Executors.newFixedThreadPool(settings.parallelism(), WorkerMain::daemon);
    NodePacks packs = EngineSetup.packs(settings);
    LoadedModels models = LoadedModels.of(settings, WorkerSettings.read(properties::get));
    PromptExecutor executor =
        EngineSetup.executor(
            settings,
            EngineSetup.registry(packs),
            models.services(EngineSetup.files(settings), EngineSetup.models(settings).folders()),
            pool);
    return new EmbeddedWorker(executor, new ChildModels(models));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    return thread;
  }
}
