package io.atelier.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands for Payara Micro: takes its options and behaves as the environment variable ODD says. */
public final class OddServer {
  static final String BEHAVIOUR = "ODD";

  /** The environment variable with the file that has a line for each start. */
  static final String STARTS = "ODD_STARTS";

  /** Twice the patience that the tests set. */
  private static final long LONG_NANOS = 6_000_000_000L;

  /** How it starts. */
  enum Behaviour {
    /** Computes for longer than the launcher lets it do nothing, then answers. */
    SLOW,
    /** Answers 503 for a while, then as it should. */
    STARTING,
    /** Runs without the application, always. */
    EMPTY,
    /** Runs without the application the first time. */
    EMPTY_ONCE,
    /** Does nothing. */
    IDLE,
    /** Ends with status 3. */
    FAILING
  }

  private OddServer() {}

  public static void main(String[] options) throws Exception {
    Path file = Path.of(System.getenv(STARTS));
    int start = Files.exists(file) ? Files.readAllLines(file).size() + 1 : 1;
    Files.writeString(
        file,
        start + "\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
    int port = Integer.parseInt(options[List.of(options).indexOf("--port") + 1]);
    switch (Behaviour.valueOf(System.getenv(BEHAVIOUR))) {
      case SLOW -> {
        compute();
        answer(port, 200, 0);
      }
      case STARTING -> answer(port, 200, LONG_NANOS);
      case EMPTY -> answer(port, 404, 0);
      case EMPTY_ONCE -> answer(port, start == 1 ? 404 : 200, 0);
      case IDLE -> new CountDownLatch(1).await();
      case FAILING -> System.exit(3);
    }
  }

  private static void compute() {
    long end = System.nanoTime() + LONG_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void answer(int port, int status, long starting) throws IOException {
    long ready = System.nanoTime() + starting;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(System.nanoTime() < ready ? 503 : status, -1);
          exchange.close();
        });
    server.start();
  }
}
