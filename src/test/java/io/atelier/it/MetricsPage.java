package io.atelier.it;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What {@code /metrics} shows of Atelier at one moment. */
record MetricsPage(List<String> lines) {
  /** Counters follow what they count at most so much later. */
  private static final Duration LAG = Duration.ofMillis(1_500);

  static MetricsPage of(ComfyClient client) {
    String page = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);
    return new MetricsPage(page.lines().filter(line -> line.contains("atelier_")).toList());
  }

  /** The page when nothing happens any more. */
  static MetricsPage settled(ComfyClient client) {
    AtomicReference<List<String>> last = new AtomicReference<>(List.of());
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(LAG)
        .pollInterval(LAG)
        .until(
            () -> {
              List<String> counters = of(client).counters();
              return counters.equals(last.getAndSet(counters));
            });
    return of(client);
  }

  private List<String> counters() {
    return lines.stream().filter(line -> line.matches("\\w+_(total|count)\\{.*")).toList();
  }

  /**
   * The value of the one series of this name that has the labels, given as name and value in turn;
   * 0 when there is none yet.
   */
  double value(String name, String... labels) {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.add(labels[i] + "=\"" + labels[i + 1] + "\"");
    }
    List<String> found =
        lines.stream()
            .filter(line -> line.startsWith(name + "{"))
            .filter(line -> wanted.stream().allMatch(line::contains))
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException("several series: " + found);
    }
    return found.isEmpty()
        ? 0
        : Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ')));
  }

  /** How much a value has grown since another page. */
  double growth(MetricsPage since, String name, String... labels) {
    return value(name, labels) - since.value(name, labels);
  }

  boolean describes(String name, String type) {
    return lines.contains("# TYPE " + name + " " + type)
        && lines.stream().anyMatch(line -> line.matches("# HELP " + name + " \\S.*"));
  }
}
