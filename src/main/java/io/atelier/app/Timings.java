package io.atelier.app;

import io.atelier.app.metrics.Meters;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.RunStatistics;
import io.atelier.queue.PromptMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The timers of {@code /metrics}: how long prompts wait and run, and how long nodes compute. Nodes
 * are told apart by their class, of which there are as many as are registered.
 */
@ApplicationScoped
public class Timings implements PromptMeter {
  private static final String RESULTS = "Node results computed, or taken from the cache";

  @Inject Meters meters;

  private Consumer<Duration> wait = ignored -> {};
  private final Map<ExecutionResult.Status, Consumer<Duration>> prompts =
      new EnumMap<>(ExecutionResult.Status.class);
  private final Map<String, Consumer<Duration>> nodes = new ConcurrentHashMap<>();
  private final LongAdder computed = new LongAdder();
  private final LongAdder cached = new LongAdder();

  /** Makes the metrics that are there before anything has happened. */
  @PostConstruct
  void register() {
    wait = meters.timer("atelier_queue_wait", "From the submission of a prompt to its start");
    for (ExecutionResult.Status status : ExecutionResult.Status.values()) {
      prompts.put(
          status,
          meters.timer(
              "atelier_prompt_duration",
              "From the start of a prompt to its end",
              new Meters.Label("outcome", status.name().toLowerCase(Locale.ROOT))));
    }
    results("computed", computed);
    results("cache", cached);
  }

  private void results(String source, LongAdder count) {
    meters.total("atelier_node_results", RESULTS, count::sum, new Meters.Label("source", source));
  }

  private Consumer<Duration> node(String classType) {
    return nodes.computeIfAbsent(
        classType,
        type ->
            meters.timer(
                "atelier_node_duration",
                "How long nodes computed, without waits for their inputs and their turn",
                new Meters.Label("class", type)));
  }

  @Override
  public void begun(Duration waited) {
    wait.accept(waited);
  }

  @Override
  public void ended(ExecutionResult result, Duration took) {
    Consumer<Duration> prompt = prompts.get(result.status());
    if (prompt != null) {
      prompt.accept(took);
    }
    RunStatistics statistics = result.statistics();
    computed.add(statistics.nodes().size());
    cached.add(statistics.cached());
    for (RunStatistics.NodeTime node : statistics.nodes()) {
      node(node.classType()).accept(Duration.ofNanos(node.nanos()));
    }
  }
}
