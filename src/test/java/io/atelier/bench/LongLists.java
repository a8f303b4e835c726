package io.atelier.bench;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The time of lists when 10,000 prompts wait and when 10,000 are over, as a client sees it. Against
 * a running server: {@code LongLists http://127.0.0.1:8188}.
 */
final class LongLists {
  private static final int PROMPTS = 10_000;
  private static final int CALLS = 11;
  private static final int SLOW_STEPS = 3000;

  private final ComfyClient client;
  private final PrintStream out;

  private LongLists(URI base, PrintStream out) {
    this.client = new ComfyClient(base, "long-lists");
    this.out = out;
  }

  public static void main(String[] args) {
    URI base = URI.create(args.length > 0 ? args[0] : "http://127.0.0.1:8188");
    new LongLists(base, System.out).run();
  }

  private void run() {
    String slow = client.submit(slow());
    for (int i = 0; i < PROMPTS; i++) {
      client.submit(text(i));
    }
    out.printf(Locale.ROOT, "%d prompts wait%n", client.remaining() - 1);
    time("/queue");
    time("/api/jobs?status=pending,in_progress&limit=200&offset=0");
    time("/prompt");
    client.post("/interrupt", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> client.remaining() == 0);
    out.printf(Locale.ROOT, "%d prompts are over%n", PROMPTS);
    time("/history");
    time("/history?max_items=200");
    time("/history/" + slow);
    time("/api/jobs?status=completed,failed,cancelled&limit=200&offset=0");
    client.close();
  }

  private void time(String path) {
    double[] millis = new double[CALLS];
    int size = 0;
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = client.get(path);
      millis[i] = (System.nanoTime() - start) / 1e6;
      size = answer.body().length;
    }
    Arrays.sort(millis);
    out.printf(
        Locale.ROOT,
        "%-70s median %7.1f ms, worst %7.1f ms, %d bytes%n",
        path,
        millis[CALLS / 2],
        millis[CALLS - 1],
        size);
  }

  private static Map<String, ?> text(int i) {
    return Map.of(
        "1",
        Graphs.node(
            "StringConcatenate",
            Map.of("string_a", "prompt " + i, "string_b", "b", "delimiter", "-")),
        "2",
        Graphs.node("PreviewAny", Map.of("source", List.of("1", 0))));
  }

  /** A graph that keeps the server busy while the others queue up. */
  private static Map<String, ?> slow() {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put(
        "0",
        Graphs.node(
            "EmptyImage", Map.of("width", 1500, "height", 1500, "batch_size", 1, "color", 1)));
    for (int i = 1; i <= SLOW_STEPS; i++) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      inputs.put("image", List.of(String.valueOf(i - 1), 0));
      inputs.put("upscale_method", "lanczos");
      inputs.put("width", 1500 + i % 2);
      inputs.put("height", 1500 + i % 2);
      inputs.put("crop", "disabled");
      graph.put(String.valueOf(i), Graphs.node("ImageScale", inputs));
    }
    graph.put(
        "last",
        Graphs.node("PreviewImage", Map.of("images", List.of(String.valueOf(SLOW_STEPS), 0))));
    return graph;
  }
}
