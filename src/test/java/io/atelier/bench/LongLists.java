package io.atelier.bench;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    for (int i = 0; client.remaining() <= PROMPTS; i++) {
      client.submit(slow(i));
    }
    out.printf(Locale.ROOT, "%d prompts wait%n", client.remaining() - 1);
    time("/queue");
    time("/api/jobs?status=pending,in_progress&limit=200&offset=0");
    time("/prompt");
    client.post("/queue", json("{\"clear\": true}"));
    client.post("/interrupt", json("{}"));
    awaitIdle();
    client.post("/history", json("{\"clear\": true}"));
    String last = "";
    for (int i = 0; i < PROMPTS; i++) {
      last = client.submit(text(i));
    }
    awaitIdle();
    out.printf(Locale.ROOT, "%d prompts are over%n", PROMPTS);
    time("/history");
    time("/history?max_items=200");
    time("/history/" + last);
    time("/api/jobs?status=completed,failed,cancelled&limit=200&offset=0");
    client.close();
  }

  private void awaitIdle() {
    Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> client.remaining() == 0);
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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

  /** A graph that takes longer to run than to submit. */
  private static Map<String, ?> slow(int i) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("image", List.of("1", 0));
    scale.put("upscale_method", "lanczos");
    scale.put("width", 2001);
    scale.put("height", 2001);
    scale.put("crop", "disabled");
    return Map.of(
        "1",
        Graphs.node(
            "EmptyImage", Map.of("width", 2000, "height", 2000, "batch_size", 1, "color", i)),
        "2",
        Graphs.node("ImageScale", scale),
        "3",
        Graphs.node("PreviewAny", Map.of("source", List.of("2", 0))));
  }
}
