package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prompts that want more memory than there is fail alone: the worker lives on. */
class GrowthIT extends DeployedServer {
  private static final int DOUBLINGS = 40;

  private static Map<String, ?> doubledText() {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("0", concatenation("some text "));
    for (int i = 1; i < DOUBLINGS; i++) {
      graph.put("" + i, concatenation(List.of("" + (i - 1), 0)));
    }
    graph.put("end", Graphs.node("PreviewAny", Map.of("source", List.of("" + (DOUBLINGS - 1), 0))));
    return graph;
  }

  private static Map<String, ?> concatenation(Object text) {
    return Graphs.node(
        "StringConcatenate", Map.of("string_a", text, "string_b", text, "delimiter", ""));
  }

  private static Map<String, ?> hugePicture() {
    return Map.of(
        "1",
        Graphs.node(
            "EmptyImage", Map.of("width", 16384, "height", 16384, "batch_size", 4096, "color", 1)),
        "2",
        Graphs.node("PreviewImage", Map.of("images", List.of("1", 0))));
  }

  @Test
  void theWorkerOutlivesWhatIsOutOfAllProportion() {
    try (ComfyClient client = new ComfyClient(base(), "grower").listen()) {
      client.awaitEnd(client.submit(Graphs.invertedColour(0x203040)));
      List<String> before = deaths(client);
      assertOutOfMemory(client, doubledText());
      assertOutOfMemory(client, hugePicture());
      String after = client.submit(Graphs.invertedColour(0x203041));
      assertThat(client.awaitEnd(after)).contains("execution_success");
      assertThat(deaths(client)).isEqualTo(before);
    }
  }

  private static void assertOutOfMemory(ComfyClient client, Map<String, ?> graph) {
    String prompt = client.submit(graph);
    assertThat(client.awaitEnd(prompt)).contains("execution_error");
    Map<?, ?> error = client.errorOf(prompt);
    assertThat(error.get("exception_type")).isEqualTo("MemoryError");
    assertThat(error.get("exception_message")).asString().contains("not enough memory: ");
  }

  private static List<String> deaths(ComfyClient client) {
    return MetricsPage.of(client).lines().stream()
        .filter(line -> line.startsWith("atelier_worker_deaths"))
        .toList();
  }
}
