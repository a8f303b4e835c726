package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The death of the worker process costs its prompt and nothing else. */
class WorkerCrashIT extends DeployedServer {
  private static final String WORKER = "io.atelier.worker.process.WorkerMain";
  private static final Pattern DEATHS =
      Pattern.compile("^atelier_worker_deaths\\S* ([0-9.]+)$", Pattern.MULTILINE);

  private static Optional<ProcessHandle> worker() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(WORKER))
        .findFirst();
  }

  private static double deaths(ComfyClient client) {
    String metrics = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);
    Matcher matcher = DEATHS.matcher(metrics);
    assertThat(matcher.find()).as(metrics).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void aKilledWorkerFailsItsPromptAndTheNextOneWorks() {
    try (ComfyClient client = new ComfyClient(base(), "survivor").listen()) {
      client.awaitEnd(client.submit(Graphs.invertedColour(0x102030)));
      assertThat(worker()).as("prompts run in a process").isPresent();
      double before = deaths(client);
      String prompt = client.submit(slow());
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () ->
                  client.messagesOf(prompt).stream()
                      .anyMatch(message -> "progress".equals(message.get("type"))));

      worker().orElseThrow().destroyForcibly();

      assertThat(client.awaitEnd(prompt)).contains("execution_error");
      Map<?, ?> error = client.errorOf(prompt);
      assertThat(error.get("exception_type")).isEqualTo("WorkerDied");
      assertThat(error.get("exception_message")).asString().contains("SIGKILL");
      assertThat(error.get("node_id")).isEqualTo("2");
      assertThat(error.get("node_type")).isEqualTo("TestSleep");
      await().atMost(10, TimeUnit.SECONDS).until(() -> deaths(client) == before + 1);

      List<String> next = client.awaitEnd(client.submit(Graphs.invertedColour(0x302010)));
      assertThat(next).contains("execution_success");
    }
  }

  /** A prompt that takes a minute. */
  private static Map<String, ?> slow() {
    return Map.of(
        "1",
        Map.of(
            "class_type",
            "EmptyImage",
            "inputs",
            Map.of("width", 64L, "height", 64L, "batch_size", 1L, "color", 7L)),
        "2",
        Map.of(
            "class_type",
            "TestSleep",
            "inputs",
            Map.of("value", List.of("1", 0L), "seconds", 60.0)),
        "3",
        Map.of("class_type", "PreviewImage", "inputs", Map.of("images", List.of("2", 0L))));
  }
}
