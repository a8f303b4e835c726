package io.atelier.app;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.RunStatistics;
import io.atelier.queue.PromptMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The timers of {@code /metrics}: how long prompts wait and run, and how long nodes compute. Nodes
 * are told apart by their class, of which there are as many as are registered. The unit is that of
 * the container's timers; it shows seconds.
 */
@ApplicationScoped
public class Timings implements PromptMeter {
  private static final Metadata WAIT =
      Described.metric(
          "atelier_queue_wait",
          MetricUnits.NANOSECONDS,
          "From the submission of a prompt to its start");
  private static final Metadata PROMPT =
      Described.metric(
          "atelier_prompt_duration",
          MetricUnits.NANOSECONDS,
          "From the start of a prompt to its end");
  private static final Metadata NODE =
      Described.metric(
          "atelier_node_duration",
          MetricUnits.NANOSECONDS,
          "How long nodes computed, without waits for their inputs and their turn");
  private static final Metadata RESULTS =
      Described.metric(
          "atelier_node_results",
          MetricUnits.NONE,
          "Node results computed, or taken from the cache");
  private static final Tag COMPUTED = new Tag("source", "computed");
  private static final Tag CACHED = new Tag("source", "cache");

  @Inject MetricRegistry metrics;

  private final Map<String, Timer> nodes = new ConcurrentHashMap<>();

  /** Makes the metrics that are there before anything has happened. */
  public void register() {
    metrics.timer(WAIT);
    for (ExecutionResult.Status status : ExecutionResult.Status.values()) {
      prompt(status);
    }
    metrics.counter(RESULTS, COMPUTED);
    metrics.counter(RESULTS, CACHED);
  }

  private Timer prompt(ExecutionResult.Status status) {
    return metrics.timer(PROMPT, new Tag("outcome", status.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void begun(Duration waited) {
    metrics.timer(WAIT).update(waited);
  }

  @Override
  public void ended(ExecutionResult result, Duration took) {
    prompt(result.status()).update(took);
    RunStatistics statistics = result.statistics();
    metrics.counter(RESULTS, COMPUTED).inc(statistics.nodes().size());
    metrics.counter(RESULTS, CACHED).inc(statistics.cached());
    for (RunStatistics.NodeTime node : statistics.nodes()) {
      nodes
          .computeIfAbsent(node.classType(), type -> metrics.timer(NODE, new Tag("class", type)))
          .update(Duration.ofNanos(node.nanos()));
    }
  }
}
