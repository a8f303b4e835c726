package io.atelier.worker.process;

import io.atelier.log.LogContext;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts children: the socket, the process, the connection, the greeting. */
final class ChildStarter {
  private static final long POLL_MILLIS = 100;

  private final ChildCommand command;
  private final Map<String, String> settings;
  private final Supervision supervision;
  private final WorkerCounts counts;
  private final ThreadFactory threads;
  private final Supplier<Optional<LogContext>> running;

  ChildStarter(
      ChildCommand command,
      Map<String, String> settings,
      Supervision supervision,
      WorkerCounts counts,
      ThreadFactory threads,
      Supplier<Optional<LogContext>> running) {
    this.command = command;
    this.settings = settings;
    this.supervision = supervision;
    this.counts = counts;
    this.threads = threads;
    this.running = running;
  }

  /** A child that can take prompts; the calling thread waits for it. */
  Child start() throws WorkerDiedException, InterruptedException {
    try {
      Path folder = Files.createTempDirectory("atelier-worker");
      Path socket = folder.resolve("s");
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        return start(server, socket);
      } finally {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      counts.died();
      throw new WorkerDiedException("the worker process cannot be started: " + e, List.of());
    }
  }

  private Child start(ServerSocketChannel server, Path socket)
      throws IOException, WorkerDiedException, InterruptedException {
    Process process = command.start(socket);
    counts.started();
    boolean begun = false;
    try {
      ChildOutput output = new ChildOutput(process.pid(), process.getInputStream(), running);
      Thread outputThread = threads.newThread(output);
      outputThread.start();
      SocketChannel channel = accept(server, process, output, outputThread);
      Child child = new Child(process, output, outputThread, channel, supervision, counts);
      child.begin(settings, threads);
      begun = true;
      return child;
    } finally {
      if (!begun) {
        process.destroyForcibly();
      }
    }
  }

  private SocketChannel accept(
      ServerSocketChannel server, Process process, ChildOutput output, Thread outputThread)
      throws IOException, WorkerDiedException, InterruptedException {
    server.configureBlocking(false);
    long end = System.nanoTime() + supervision.start().toNanos();
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        selector.select(POLL_MILLIS);
        SocketChannel channel = server.accept();
        if (channel != null) {
          return channel;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!process.isAlive()) {
          outputThread.join(TimeUnit.SECONDS.toMillis(1));
          throw died(ExitStatus.describe(process.exitValue()) + " at its start", output);
        }
        if (System.nanoTime() > end) {
          throw died("did not connect in time", output);
        }
      }
    }
  }

  private WorkerDiedException died(String how, ChildOutput output) {
    counts.died();
    return new WorkerDiedException("the worker process " + how, output.lastLines());
  }
}
