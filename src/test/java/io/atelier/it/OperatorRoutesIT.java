package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our own routes for those who look after the queue. */
class OperatorRoutesIT extends DeployedServer {
  private static final String PROMPTS = "/api/atelier/prompts/";

  private final ComfyClient client = new ComfyClient(base(), "operator").listen();

  @AfterEach
  void resume() {
    post("/api/atelier/queue/resume", "");
    client.close();
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return client.post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<?, ?> json(HttpResponse<byte[]> answer) {
    if (Json.parse(answer.body()) instanceof Map<?, ?> object) {
      return object;
    }
    throw new AssertionError("no object: " + new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static String submit(ComfyClient client) {
    return client.submit(Graphs.invertedColour(ThreadLocalRandom.current().nextInt(1 << 24)));
  }

  private String state(String id) {
    return String.valueOf(json(client.get(PROMPTS + id)).get("state"));
  }

  private List<String> finished() {
    return json(client.get("/history")).keySet().stream().map(String::valueOf).toList();
  }

  @Test
  void aPausedQueueBeginsNothingAndGoesOnInTheOrderThatWasSet() {
    assertThat(post("/api/atelier/queue/pause", "").statusCode()).isEqualTo(200);
    String first = submit(client);
    String second = submit(client);
    String third = submit(client);

    Map<?, ?> queue = json(client.get("/api/atelier/queue"));
    assertThat(queue.get("paused")).isEqualTo((Object) true);
    assertThat(queue.get("waiting")).isEqualTo((Object) 3L);
    assertThat(queue.get("running")).isEqualTo((Object) 0L);
    assertThat(state(first)).isEqualTo("queued");
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> MetricsPage.of(client).value("atelier_queue_waiting") == 3);

    assertThat(post(PROMPTS + third + "/priority", "{\"priority\": 1}").statusCode())
        .isEqualTo(200);
    assertThat(post(PROMPTS + second + "/move", "{\"number\": -1e6}").statusCode()).isEqualTo(200);
    assertThat(post("/api/atelier/queue/resume", "").statusCode()).isEqualTo(200);
    for (String id : List.of(first, second, third)) {
      client.awaitEnd(id);
    }

    assertThat(finished()).containsSubsequence(third, second, first);
    assertThat(state(first)).isEqualTo("succeeded");
    assertThat(json(client.get("/api/atelier/queue")).get("paused")).isEqualTo((Object) false);
  }

  @Test
  void unknownAndExpiredPromptsAreToldApart() {
    String id = submit(client);
    client.awaitEnd(id);
    post("/history", "{\"delete\": [\"" + id + "\"]}");

    assertThat(client.get(PROMPTS + id).statusCode()).isEqualTo(200);
    assertThat(state(id)).isEqualTo("expired");
    String unknown = UUID.randomUUID().toString();
    assertThat(client.get(PROMPTS + unknown).statusCode()).isEqualTo(404);
    assertThat(state(unknown)).isEqualTo("unknown");
  }

  @Test
  void aPromptThatWasTakenOutIsCanceled() {
    post("/api/atelier/queue/pause", "");
    String id = submit(client);
    post("/queue", "{\"delete\": [\"" + id + "\"]}");

    assertThat(state(id)).isEqualTo("canceled");
  }

  @Test
  void aFailedPromptIsRetriedUnderANewId() {
    String failed =
        client.submit(
            Map.of(
                "1",
                Graphs.node(
                    "EmptyImage", Map.of("width", 8, "height", 8, "batch_size", 1, "color", 1)),
                "2",
                Graphs.node("TestSyncError", Map.of("value", List.of("1", 0))),
                "3",
                Graphs.node("PreviewImage", Map.of("images", List.of("2", 0)))));
    client.awaitEnd(failed);
    assertThat(state(failed)).isEqualTo("failed");

    HttpResponse<byte[]> answer = post(PROMPTS + failed + "/retry", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    String again = String.valueOf(json(answer).get("prompt_id"));
    assertThat(again).isNotEqualTo(failed);
    assertThat(client.awaitEnd(again)).contains("execution_error");
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    String done = submit(client);
    client.awaitEnd(done);
    String unknown = UUID.randomUUID().toString();

    assertThat(post(PROMPTS + done + "/retry", "").statusCode()).isEqualTo(409);
    assertThat(post(PROMPTS + unknown + "/retry", "").statusCode()).isEqualTo(404);
    assertThat(post(PROMPTS + done + "/move", "{\"number\": 1}").statusCode()).isEqualTo(404);
    assertThat(post(PROMPTS + unknown + "/priority", "{\"priority\": 1}").statusCode())
        .isEqualTo(404);
    for (String body : List.of("{}", "{\"number\": \"1\"}", "{\"number\": null}")) {
      assertThat(post(PROMPTS + done + "/move", body).statusCode()).as(body).isEqualTo(400);
    }
    for (String body : List.of("{}", "{\"priority\": 0.5}", "{\"priority\": 99999999999}")) {
      assertThat(post(PROMPTS + done + "/priority", body).statusCode()).as(body).isEqualTo(400);
    }
  }
}
