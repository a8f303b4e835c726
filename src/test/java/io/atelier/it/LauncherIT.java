package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that the launcher starts, looked at from the first moment to the last. */
class LauncherIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();

  /** Until all is ready nothing answers, or that it is starting; then everything is there. */
  @Test
  void nobodyMeetsAServerThatIsNotReady(@TempDir Path folder) throws Exception {
    int port = ServerProcess.freePort();
    Process launcher = launch(folder, port, Path.of(ServerProcess.required("atelier.war")));
    try {
      List<String> paths = List.of("/queue", "/", "/object_info/EmptyImage", "/history");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> paths.stream().allMatch(path -> isReadyOrSaysSo(port, path)));
      assertThat(launcher.isAlive()).isTrue();
    } finally {
      launcher.destroy();
    }
    assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(launcher.descendants()).isEmpty();
  }

  private boolean isReadyOrSaysSo(int port, String path) {
    HttpResponse<String> answer;
    try {
      answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString());
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (answer.statusCode() == 503) {
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
      assertThat(answer.body()).contains("\"type\": \"starting\"");
      return false;
    }
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return true;
  }

  /** What is no application is tried twice and given up, with status 1. */
  @Test
  void whatCannotBeDeployedEndsTheLauncher(@TempDir Path folder) throws Exception {
    Path broken = Files.copy(Path.of("pom.xml"), folder.resolve("ROOT.war"));
    Process launcher = launch(folder, ServerProcess.freePort(), broken);
    try {
      assertThat(launcher.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      launcher.destroy();
    }
    assertThat(launcher.exitValue()).isEqualTo(1);
  }

  private static Process launch(Path folder, int port, Path war) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            Path.of("server-config", "Start.java").toString(),
            ServerProcess.required("payara.microJar"),
            war.toString());
    builder.environment().put("ATELIER_BASE_DIRECTORY", folder.resolve("data").toString());
    builder.environment().put("ATELIER_PORT", Integer.toString(port));
    builder.environment().put("ATELIER_JAVA_OPTS", "-Xmx512m");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }
}
