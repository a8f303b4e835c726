package io.atelier.bench;

import io.atelier.it.ComfyClient;
import io.atelier.it.Graphs;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What one client sees of a running server: the time of a prompt from its submission to its end,
 * bursts, the cost of idle sockets, lists, saving and viewing. Figures of one run are comparable
 * with each other; docs/benchmarks.md says how to run it.
 */
final class LoadClient {
  private static final int WARM_UP = 300;
  private static final int SEQUENTIAL = 300;
  private static final int BURST = 500;
  private static final int SOCKETS = 50;

  private final URI base;
  private final ComfyClient client;
  private final PrintStream out;
  private int colour = (int) (System.nanoTime() & 0xffffff);

  private LoadClient(URI base, PrintStream out) {
    this.base = base;
    this.client = new ComfyClient(base, "load").listen();
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    URI base = URI.create(args.length > 0 ? args[0] : "http://127.0.0.1:8188");
    new LoadClient(base, System.out).run();
  }

  private void run() throws IOException {
    sequential(WARM_UP);
    double alone = sequential(SEQUENTIAL);
    double burst = burst();
    try (IdleSockets idle = new IdleSockets(base, SOCKETS)) {
      sequential(WARM_UP);
      double watched = sequential(SEQUENTIAL);
      double watchedBurst = burst();
      print("prompts/s one after another", 1000 / alone);
      print("  with %d idle sockets".formatted(idle.size()), 1000 / watched);
      print("  ratio", alone / watched);
      print("prompts/s of %d queued at once".formatted(BURST), burst);
      print("  with %d idle sockets".formatted(idle.size()), watchedBurst);
      print("  ratio", watchedBurst / burst);
    }
    lists();
    saving();
    client.close();
  }

  /** Mean milliseconds from submission to the end of a prompt. */
  private double sequential(int prompts) {
    long start = System.nanoTime();
    for (int i = 0; i < prompts; i++) {
      client.awaitEnd(client.submit(nextPrompt()));
      client.forget();
    }
    return millisSince(start) / prompts;
  }

  private double burst() {
    long start = System.nanoTime();
    String last = "";
    for (int i = 0; i < BURST; i++) {
      last = client.submit(nextPrompt());
    }
    client.awaitEnd(last);
    double rate = BURST / (millisSince(start) / 1000);
    client.forget();
    return rate;
  }

  private Map<String, ?> nextPrompt() {
    colour = (colour + 1) & 0xffffff;
    return Graphs.invertedColour(colour);
  }

  private void lists() {
    for (String path :
        List.of("/object_info", "/queue", "/history?max_items=64", "/system_stats", "/prompt")) {
      print("ms GET " + path, median(50, i -> client.get(path)));
    }
  }

  private void saving() {
    String[] last = new String[1];
    double save =
        median(
            20,
            i -> {
              last[0] = client.submit(saved1024());
              client.awaitEnd(last[0]);
              client.forget();
            });
    print("ms to make and save 1024x1024", save);
    Map<?, ?> file = client.images(last[0], "2").get(0);
    print("ms GET /view of it", median(50, i -> client.view(file)));
  }

  private Map<String, ?> saved1024() {
    colour = (colour + 1) & 0xffffff;
    return Map.of(
        "1",
        Graphs.node(
            "EmptyImage", Map.of("width", 1024, "height", 1024, "batch_size", 1, "color", colour)),
        "2",
        Graphs.node(
            "SaveImage", Map.of("images", List.of("1", 0), "filename_prefix", "bench/load")));
  }

  private static double median(int times, IntConsumer action) {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      action.accept(i);
      millis[i] = millisSince(start);
    }
    Arrays.sort(millis);
    return millis[times / 2];
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private void print(String what, double value) {
    out.printf("%-40s %10.2f%n", what, value);
  }
}
