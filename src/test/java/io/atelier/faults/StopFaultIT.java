package io.atelier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.it.Graphs;
import io.atelier.it.ServerProcess;
import io.atelier.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a prompt runs, a full queue, and what the log says of both. */
class StopFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir Path data = Path.of("");

  /** Nodes that take their time. */
  @BeforeEach
  void addNodes() throws IOException {
    Path packs = Files.createDirectories(data.resolve("custom_nodes"));
    Files.copy(Path.of("target", "testing-pack.jar"), packs.resolve("testing-pack.jar"));
  }

  private static byte[] sleeping(String id, double seconds) {
    Map<String, ?> graph =
        Map.of(
            "1",
            Graphs.node("EmptyImage", Map.of("width", 8, "height", 8, "batch_size", 1, "color", 1)),
            "2",
            Graphs.node("TestSleep", Map.of("value", List.of("1", 0), "seconds", seconds)),
            "3",
            Graphs.node("PreviewImage", Map.of("images", List.of("2", 0))));
    return Json.writeBytes(Map.of("prompt", graph, "prompt_id", id));
  }

  private HttpResponse<String> submit(ServerProcess server, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.base().resolve("/prompt"))
            .timeout(PATIENCE)
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(ServerProcess server, String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(server.base().resolve(path)).timeout(PATIENCE).build(),
            BodyHandlers.ofString())
        .body();
  }

  private void awaitState(ServerProcess server, String id, String state) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                get(server, "/api/atelier/prompts/" + id).contains("\"state\":\"" + state + "\""));
  }

  private void awaitMetric(ServerProcess server, String line) {
    await()
        .atMost(PATIENCE)
        .until(() -> get(server, "/metrics").lines().anyMatch(each -> each.matches(line)));
  }

  /** Submits until the server is gone; the answers. */
  private List<HttpResponse<String>> submitUntilGone(ServerProcess server)
      throws InterruptedException {
    List<HttpResponse<String>> answers = new ArrayList<>();
    while (server.isAlive()) {
      try {
        answers.add(submit(server, sleeping(UUID.randomUUID().toString(), 0.01)));
      } catch (IOException e) {
        server.awaitEnd();
      }
    }
    return answers;
  }

  @Test
  void aStoppingServerTakesNothingAndFinishesItsPrompt() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, Map.of("ATELIER_DRAIN", "40"))) {
      assertThat(submit(server, sleeping("lucky", 5)).statusCode()).isEqualTo(200);
      awaitState(server, "lucky", "running");

      server.terminate();
      List<HttpResponse<String>> answers = submitUntilGone(server);

      assertThat(answers).anySatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(503));
      assertThat(answers)
          .filteredOn(answer -> answer.body().contains("server_stopping"))
          .isNotEmpty()
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5));
      server.start();
      assertThat(get(server, "/api/atelier/prompts/lucky"))
          .contains("\"state\":\"succeeded\"")
          .contains("\"attempts\":1");
    }
  }

  @Test
  void aPromptThatDoesNotEndInTimeIsRunAgainAfterTheRestart() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, Map.of("ATELIER_DRAIN", "1"))) {
      submit(server, sleeping("long", 8));
      awaitState(server, "long", "running");

      server.terminate();
      server.awaitEnd();
      server.start();

      awaitState(server, "long", "succeeded");
      assertThat(get(server, "/api/atelier/prompts/long")).contains("\"attempts\":2");
      awaitMetric(server, "atelier_prompts_repeated_total\\{.*} 1\\.0");
    }
  }

  @Test
  void aFullQueueRefusesAndTheLogTellsWhatItIsAbout() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(data, Map.of("ATELIER_MAX_QUEUE", "1", "ATELIER_LOG_FORMAT", "json"))) {
      submit(server, sleeping("only", 3));

      HttpResponse<String> refused = submit(server, sleeping("other", 1));

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(5);
      assertThat(refused.body()).contains("queue_full");
      awaitState(server, "only", "succeeded");
      awaitMetric(server, "atelier_prompts_refused_total\\{.*reason=\"full\".*} 1\\.0");
      assertThat(get(server, "/internal/logs/raw")).contains("prompt only is queued");
      List<Map<?, ?>> about = linesAbout("only");
      assertThat(about)
          .extracting(line -> String.valueOf(line.get("message")))
          .anyMatch("prompt only is queued"::equals)
          .anyMatch(message -> message.startsWith("prompt only: succeeded after"));
      assertThat(about)
          .allSatisfy(line -> assertThat(String.valueOf(line.get("trace_id"))).isEqualTo(TRACE));
    }
  }

  private List<Map<?, ?>> linesAbout(String promptId) throws IOException {
    List<Map<?, ?>> about = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("server.log"))) {
      if (line.startsWith("{\"time\"")
          && Json.parse(line) instanceof Map<?, ?> fields
          && promptId.equals(fields.get("prompt_id"))) {
        about.add(fields);
      }
    }
    return about;
  }
}
