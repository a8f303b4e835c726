package io.atelier.faults;

import io.atelier.it.Graphs;
import io.atelier.json.Json;
import java.io.IOException;
import java.net.URI;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prompts that were submitted to servers that may die, and what became of them. Each saves one
 * picture under its own id whenever it runs, so that the files tell how often it really ran.
 */
final class Submissions {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> accepted = new ArrayList<>();

  /** What is to be counted of them. */
  record Counts(int accepted, int finished, int lost, int repeated, int runTwiceUncounted) {
    @Override
    public String toString() {
      return "accepted %d, finished %d, lost %d, begun again after a kill %d, run twice uncounted %d"
          .formatted(accepted, finished, lost, repeated, runTwiceUncounted);
    }
  }

  /** Submits one prompt; without a 200 it does not count, whatever becomes of it. */
  void submit(URI base, int colour) {
    String id = UUID.randomUUID().toString();
    Map<String, ?> graph =
        Map.of(
            "1",
            Graphs.node(
                "EmptyImage",
                Map.of("width", 512, "height", 512, "batch_size", 1, "color", colour)),
            "2",
            Graphs.node("SaveImage", Map.of("images", List.of("1", 0), "filename_prefix", id)));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/prompt"))
            .timeout(PATIENCE)
            .POST(
                BodyPublishers.ofByteArray(
                    Json.writeBytes(Map.of("prompt", graph, "prompt_id", id))))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer != null && answer.statusCode() == 200) {
      accepted.add(id);
    }
  }

  private @Nullable HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  int accepted() {
    return accepted.size();
  }

  /** Whether the server has nothing to do. */
  boolean isIdle(URI base) {
    HttpResponse<String> answer = get(base, "/prompt");
    return answer != null && answer.body().contains("\"queue_remaining\":0");
  }

  private @Nullable HttpResponse<String> get(URI base, String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build());
  }

  /** Looks every accepted prompt up, and the files that they have left. */
  Counts count(URI base, List<Path> outputs) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path folder : outputs) {
      try (Stream<Path> each = Files.list(folder)) {
        each.forEach(file -> files.add(file.getFileName().toString()));
      }
    }
    int finished = 0;
    int repeated = 0;
    int uncounted = 0;
    for (String id : accepted) {
      HttpResponse<String> answer = get(base, "/api/atelier/prompts/" + id);
      if (answer == null || !(Json.parse(answer.body()) instanceof Map<?, ?> status)) {
        continue;
      }
      long attempts = status.get("attempts") instanceof Long n ? n : 0;
      long runs = files.stream().filter(name -> name.startsWith(id)).count();
      finished += "succeeded".equals(status.get("state")) && runs > 0 ? 1 : 0;
      repeated += attempts > 1 ? 1 : 0;
      uncounted += runs > attempts ? 1 : 0;
    }
    return new Counts(accepted.size(), finished, accepted.size() - finished, repeated, uncounted);
  }
}
