package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of {@code /metrics} after known prompts. */
class MetricsIT extends DeployedServer {
  private static final String NODE = "atelier_node_duration_seconds";
  private static final String PROMPT = "atelier_prompt_duration_seconds";

  /** Colours that no other test has in the cache. */
  private static int newColour() {
    return ThreadLocalRandom.current().nextInt(1 << 24);
  }

  private static Map<String, ?> with(String classType, Map<String, ?> inputs) {
    return Map.of(
        "1",
        Graphs.node(
            "EmptyImage", Map.of("width", 8, "height", 8, "batch_size", 1, "color", newColour())),
        "2",
        Graphs.node(classType, inputs),
        "3",
        Graphs.node("PreviewImage", Map.of("images", List.of("2", 0))));
  }

  private static Map<String, ?> sleeping(double seconds) {
    return with("TestSleep", Map.of("value", List.of("1", 0), "seconds", seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "atelier_queue_waiting, gauge",
    "atelier_queue_running, gauge",
    "atelier_queue_oldest_seconds, gauge",
    "atelier_queue_wait_seconds, summary",
    "atelier_prompt_running_seconds, gauge",
    "atelier_prompt_duration_seconds, summary",
    "atelier_prompts_accepted_total, counter",
    "atelier_prompts_refused_total, counter",
    "atelier_prompts_repeated_total, counter",
    "atelier_node_results_total, counter",
    "atelier_messages_sent_total, counter",
    "atelier_messages_dropped_total, counter",
    "atelier_messages_coalesced_total, counter",
    "atelier_messages_replayed_total, counter",
    "atelier_sockets, gauge",
    "atelier_history_entries, gauge",
    "atelier_database_up, gauge",
    "atelier_heap_used_bytes, gauge",
    "atelier_heap_max_bytes, gauge"
  })
  void everyMetricHasItsTypeAndADescription(String name, String type) {
    try (ComfyClient client = new ComfyClient(base(), "describer")) {
      assertThat(MetricsPage.of(client).describes(name, type)).as(name).isTrue();
    }
  }

  @Test
  void aPromptAndItsRepetitionAreCounted() {
    try (ComfyClient client = new ComfyClient(base(), "counter").listen()) {
      MetricsPage before = MetricsPage.settled(client);
      Map<String, ?> graph = Graphs.invertedColour(newColour());
      String first = client.submit(graph);
      client.awaitEnd(first);
      String second = client.submit(graph);
      client.awaitEnd(second);
      int status = client.post("/prompt", Json.writeBytes(Map.of("prompt", Map.of()))).statusCode();
      MetricsPage after = MetricsPage.settled(client);

      assertThat(status).isEqualTo(400);
      assertThat(after.growth(before, "atelier_prompts_accepted_total")).isEqualTo(2);
      assertThat(after.growth(before, "atelier_prompts_refused_total", "reason", "invalid"))
          .isEqualTo(1);
      assertThat(after.growth(before, "atelier_queue_wait_seconds_count")).isEqualTo(2);
      assertThat(after.growth(before, PROMPT + "_count", "outcome", "succeeded")).isEqualTo(2);
      for (String node : List.of("EmptyImage", "ImageInvert", "PreviewImage")) {
        assertThat(after.growth(before, NODE + "_count", "class", node)).as(node).isEqualTo(1);
      }
      assertThat(after.growth(before, "atelier_node_results_total", "source", "computed"))
          .isEqualTo(3);
      assertThat(after.growth(before, "atelier_node_results_total", "source", "cache"))
          .isEqualTo(3);
      int heard = client.messagesOf(first).size() + client.messagesOf(second).size();
      assertThat(after.growth(before, "atelier_messages_sent_total")).isGreaterThanOrEqualTo(heard);
      assertThat(after.value("atelier_sockets")).isPositive();
    }
  }

  @Test
  void timesAreInSeconds() {
    try (ComfyClient client = new ComfyClient(base(), "timer").listen()) {
      MetricsPage before = MetricsPage.settled(client);
      client.awaitEnd(client.submit(sleeping(1.5)));
      MetricsPage after = MetricsPage.settled(client);

      assertThat(after.growth(before, NODE + "_sum", "class", "TestSleep")).isBetween(1.5, 60.0);
      assertThat(after.value(NODE + "_max", "class", "TestSleep")).isBetween(1.5, 60.0);
      assertThat(after.growth(before, PROMPT + "_sum", "outcome", "succeeded"))
          .isBetween(1.5, 60.0);
      assertThat(after.value(PROMPT + "_max", "outcome", "succeeded")).isBetween(0.0, 600.0);
      assertThat(after.value("atelier_queue_wait_seconds_max")).isBetween(0.0, 600.0);
    }
  }

  @Test
  void endsAreToldApart() {
    try (ComfyClient client = new ComfyClient(base(), "ends").listen()) {
      MetricsPage before = MetricsPage.settled(client);
      client.awaitEnd(client.submit(with("TestSyncError", Map.of("value", List.of("1", 0)))));
      String endless = client.submit(sleeping(600));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () ->
                  client.messagesOf(endless).stream()
                      .anyMatch(message -> "progress".equals(message.get("type"))));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> MetricsPage.of(client).value("atelier_queue_running") == 1);
      assertThat(MetricsPage.of(client).value("atelier_prompt_running_seconds")).isPositive();
      client.post("/interrupt", new byte[0]);
      client.awaitEnd(endless);
      MetricsPage after = MetricsPage.settled(client);

      assertThat(after.growth(before, PROMPT + "_count", "outcome", "failed")).isEqualTo(1);
      assertThat(after.growth(before, PROMPT + "_count", "outcome", "interrupted")).isEqualTo(1);
      assertThat(after.growth(before, PROMPT + "_count", "outcome", "succeeded")).isZero();
    }
  }

  @Test
  void theStateOfTheServerIsShown() {
    try (ComfyClient client = new ComfyClient(base(), "looker").listen()) {
      client.awaitEnd(client.submit(Graphs.invertedColour(newColour())));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> MetricsPage.of(client).value("atelier_history_entries") > 0);
      MetricsPage page = MetricsPage.of(client);

      assertThat(page.value("atelier_database_up")).isEqualTo(1);
      double used = page.value("atelier_heap_used_bytes", "jvm", "server");
      assertThat(used).isGreaterThan(1 << 20);
      assertThat(page.value("atelier_heap_max_bytes", "jvm", "server"))
          .isGreaterThanOrEqualTo(used);
    }
  }
}
