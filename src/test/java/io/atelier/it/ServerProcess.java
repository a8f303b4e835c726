package io.atelier.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, to be killed and started again on the same data and port. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final int STARTS = 3;

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable Process process;

  private ServerProcess(Path data, int port, Map<String, String> settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
  }

  /** Starts a server and returns when it answers. */
  public static ServerProcess start(Path data, Map<String, String> settings) throws IOException {
    ServerProcess server = new ServerProcess(data, freePort(), settings);
    server.start();
    return server;
  }

  /** A port that nobody listens at, yet. */
  public static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path output() {
    return data.resolve("output");
  }

  /** Starts it again; Payara Micro sometimes comes up without the application. */
  public void start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      process = launch();
      try {
        awaitAnswer(base());
        return;
      } catch (ConditionTimeoutException e) {
        kill();
        if (attempt == STARTS) {
          throw e;
        }
      }
    }
  }

  private Process launch() throws IOException {
    Files.createDirectories(data);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                required("payara.microJar"),
                "--deploy",
                required("atelier.war"),
                "--contextroot",
                "/",
                "--port",
                String.valueOf(port),
                "--nohazelcast",
                "--disablephonehome",
                "--prebootcommandfile",
                required("it.pre-boot")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ATELIER_BASE_DIRECTORY", data.toString());
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()));
    return builder.start();
  }

  /** A system property that the build sets. */
  static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("run by mvn verify, which sets " + property);
    }
    return value;
  }

  /** Returns when a route of the application answers at an address. */
  public static void awaitAnswer(URI base) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest probe =
        HttpRequest.newBuilder(base.resolve("/prompt")).timeout(Duration.ofSeconds(5)).build();
    await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> client.send(probe, BodyHandlers.discarding()).statusCode() == 200);
  }

  /** SIGTERM: the server may take its time. */
  public void terminate() {
    Process running = process;
    if (running != null) {
      running.destroy();
    }
  }

  public boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** Waits until a server that was told to end has done so. */
  public void awaitEnd() {
    Process running = process;
    if (running != null) {
      awaitEnd(running);
    }
  }

  /** SIGKILL: no last word. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running);
    }
  }

  private static void awaitEnd(Process running) {
    try {
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
