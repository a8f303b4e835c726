package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.wire.MessageJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No child outlives its server, however that ends. */
class OrphanTest {
  @TempDir Path base;

  @Test
  void theChildEndsWhenItsServerIsKilledThoughANodeDoesNotListen() throws IOException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                base.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      long pid =
          output
              .lines()
              .filter(line -> line.startsWith(Server.CHILD))
              .map(line -> Long.parseLong(line.substring(Server.CHILD.length())))
              .findFirst()
              .orElseThrow();
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      server.destroyForcibly();

      await().atMost(20, TimeUnit.SECONDS).until(() -> !child.isAlive());
    } finally {
      server.destroyForcibly();
    }
  }

  /** A server with a worker whose prompt hangs. */
  static final class Server {
    static final String CHILD = "child ";

    private Server() {}

    public static void main(String[] args) {
      ProcessWorker worker = Children.worker(Path.of(args[0]), Children.QUICK);
      worker.run(
          Children.job("p", "sleep deaf"),
          (audience, message) -> {
            if (MessageJson.type(message).equals("executing")) {
              System.out.println(CHILD + worker.processId());
            }
          });
    }
  }
}
