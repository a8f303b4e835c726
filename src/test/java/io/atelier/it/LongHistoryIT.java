package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts with workflows of megabytes come back whole, to many clients at once. */
class LongHistoryIT extends DeployedServer {
  private static final String TEXT = "wörkflow ".repeat(600_000);
  private static final String ID = "10000000-0000-4000-8000-000000000006";
  private static final int CLIENTS = 30;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void runOne() throws Exception {
    awaitAnswer();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("prompt", Graphs.invertedColour(0x102030));
    body.put("prompt_id", ID);
    body.put(
        "extra_data",
        Map.of("extra_pnginfo", Map.of("workflow", Map.of("id", "long", "text", TEXT))));
    int status =
        HTTP.send(
                HttpRequest.newBuilder(base().resolve("/prompt"))
                    .POST(BodyPublishers.ofByteArray(Json.writeBytes(body)))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> read("/history/" + ID).length > TEXT.length());
  }

  @AfterAll
  static void forget() throws Exception {
    HTTP.send(
        HttpRequest.newBuilder(base().resolve("/history"))
            .POST(BodyPublishers.ofString("{\"delete\": [\"" + ID + "\"]}"))
            .build(),
        BodyHandlers.discarding());
  }

  private static byte[] read(String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(base().resolve(path)).build(), BodyHandlers.ofByteArray())
        .body();
  }

  private static String json(byte[] body) {
    return String.valueOf(Json.parse(new String(body, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/history", "/history/" + ID, "/history?max_items=1", "/api/jobs/" + ID})
  void theWorkflowComesBackWhole(String path) throws Exception {
    assertThat(json(read(path))).contains(TEXT);
  }

  @Test
  void listsOfJobsNameItWithoutIt() throws Exception {
    assertThat(json(read("/api/jobs?workflow_id=long")))
        .contains("id=" + ID, "workflow_id=long")
        .doesNotContain("wörkflow");
  }

  @Test
  void clientsThatDoNotReadKeepNobodyFromTheStore() throws Exception {
    List<InputStream> idle = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        InputStream answer =
            HTTP.send(
                    HttpRequest.newBuilder(base().resolve("/history/" + ID)).build(),
                    BodyHandlers.ofInputStream())
                .body();
        assertThat(answer.read()).isEqualTo('{');
        idle.add(answer);
      }
      assertThat(json(read("/queue"))).contains("queue_running");
      assertThat(idle.stream().flatMap(answer -> Stream.of(length(answer))).distinct().toList())
          .hasSize(1)
          .allMatch(length -> length > TEXT.length());
    } finally {
      for (InputStream answer : idle) {
        answer.close();
      }
    }
  }

  private static long length(InputStream answer) {
    try {
      return answer.readAllBytes().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
