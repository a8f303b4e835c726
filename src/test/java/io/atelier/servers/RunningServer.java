package io.atelier.servers;

import io.atelier.it.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An application server with the WAR, in processes of its own. */
final class RunningServer implements AutoCloseable {
  private static final long STOP_SECONDS = 60;

  private final Distribution distribution;
  private final Path home;
  private final Path work;
  private final int port;
  private @Nullable Process process;

  private RunningServer(Distribution distribution, Path home, Path work, int port) {
    this.distribution = distribution;
    this.home = home;
    this.work = work;
    this.port = port;
  }

  /** Installs the WAR, starts the server, and returns when the application answers. */
  static RunningServer start(Distribution distribution, Path work) throws IOException {
    Path home = home(distribution);
    distribution.install(home, Path.of(required("atelier.war")), work);
    RunningServer server = new RunningServer(distribution, home, work, ServerProcess.freePort());
    server.start();
    return server;
  }

  private static Path home(Distribution distribution) throws IOException {
    Path unpacked =
        Path.of(required("servers.folder"))
            .resolve(distribution.name().toLowerCase(java.util.Locale.ROOT));
    try (Stream<Path> folders = Files.list(unpacked)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("run by mvn verify -Pservers, which sets " + property);
    }
    return value;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path log() {
    return work.resolve("server.log");
  }

  void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(distribution.command(home, port));
    builder.environment().put("ATELIER_BASE_DIRECTORY", work.resolve("data").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(distribution.environment(work));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = builder.start();
    ServerProcess.awaitAnswer(base());
  }

  /** Ends the server as an operator does; its start script may be the parent of the JVM. */
  void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        each.destroyForcibly();
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        each.destroyForcibly();
        throw new IllegalStateException("the server does not end", e);
      }
    }
    process = null;
  }

  @Override
  public void close() {
    stop();
  }
}
