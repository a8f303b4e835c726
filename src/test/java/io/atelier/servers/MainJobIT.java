package io.atelier.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import io.atelier.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Page, prompt, messages, picture, bad input and a restart, on each server by plain deployment. */
class MainJobIT {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  /** WildFly refuses periodic tasks while it starts and stops, and says so. */
  private static final String SUSPENDED = "WFLYEE0110";

  private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]+\\.js)\"");
  private static final Pattern FAULT = Pattern.compile("(?m)^.*(?:SEVERE|ERROR).*$");

  @ParameterizedTest
  @EnumSource
  void theMainJobRuns(Distribution distribution, @TempDir Path work) throws IOException {
    try (RunningServer server = RunningServer.start(distribution, work)) {
      String prompt;
      try (ComfyClient client = new ComfyClient(server.base(), "first").listen()) {
        thePageIsThere(client);
        prompt = aPromptMakesAPicture(client);
        whatTheServerTellsOfItself(client);
        badInputIsRefused(client);
      }
      server.stop();
      server.start();
      try (ComfyClient client = new ComfyClient(server.base(), "second").listen()) {
        assertThat(client.view(client.images(prompt, "3").get(0))).startsWith(PNG);
        aPromptMakesAPicture(client);
      }
      server.stop();
      assertThat(faults(server.log())).isEmpty();
    }
  }

  private static void thePageIsThere(ComfyClient client) {
    String page = text(client.get("/"));
    assertThat(page).contains("<title>Atelier");
    Matcher script = SCRIPT.matcher(page);
    assertThat(script.find()).isTrue();
    HttpResponse<byte[]> answer = client.get("/" + script.group(1).replaceFirst("^\\.?/", ""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("javascript");
  }

  private static String aPromptMakesAPicture(ComfyClient client) {
    String prompt = client.submit(Graphs.savedColour("servers/seen", 0x336699));
    assertThat(client.awaitEnd(prompt))
        .startsWith("execution_start")
        .contains("execution_cached", "executing", "executed", "execution_success");
    assertThat(client.view(client.images(prompt, "3").get(0))).startsWith(PNG);
    return prompt;
  }

  private static void whatTheServerTellsOfItself(ComfyClient client) {
    assertThat(text(client.get("/system_stats")))
        .contains("\"pytorch_version\"")
        .doesNotContain("\"pytorch_version\":\"none\"");
    assertThat(json(client.get("/api/queue")))
        .isEqualTo(Map.of("queue_running", List.of(), "queue_pending", List.of()));
    assertThat(text(client.get("/metrics")))
        .contains("# TYPE atelier_prompts_accepted_total counter")
        .contains("# TYPE atelier_prompt_duration_seconds summary")
        .contains("# TYPE atelier_heap_used_bytes gauge");
    String note = "/userdata/workflows%2Fservers.json";
    assertThat(client.post(note, "{}".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(200);
    assertThat(text(client.get(note))).isEqualTo("{}");
  }

  private static void badInputIsRefused(ComfyClient client) {
    for (String body : List.of("{", "[]", "{\"prompt\":{}}", "{\"prompt\":{\"1\":{}}}")) {
      assertThat(client.post("/prompt", body.getBytes(StandardCharsets.UTF_8)).statusCode())
          .as(body)
          .isBetween(400, 499);
    }
    assertThat(client.get("/view?filename=..%2F..%2Fx.png").statusCode()).isBetween(400, 499);
    assertThat(client.get("/nothing/here").statusCode()).isEqualTo(404);
    assertThat(client.get("/WEB-INF/beans.xml").statusCode()).isBetween(400, 499);
  }

  private static List<String> faults(Path log) throws IOException {
    return FAULT
        .matcher(Files.readString(log, StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group())
        .filter(line -> !line.contains(SUSPENDED))
        .toList();
  }

  private static Object json(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return java.util.Objects.requireNonNull(Json.parse(answer.body()));
  }

  private static String text(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
