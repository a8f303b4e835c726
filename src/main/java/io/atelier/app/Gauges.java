package io.atelier.app;

import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueueLoop;
import io.atelier.websocket.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/** What {@code /metrics} shows of the queue and the sockets beside what the container measures. */
@ApplicationScoped
public class Gauges {
  @Inject Provider<PromptQueue> queue;
  @Inject Provider<QueueLoop> loop;
  @Inject Provider<SessionRegistry> sessions;

  /** Makes the container make the bean, which is what registers its gauges. */
  public void register() {}

  @Gauge(name = "atelier_queue_waiting", absolute = true, unit = MetricUnits.NONE)
  public long waiting() {
    return queue.get().snapshot().pending().size();
  }

  /** How long the prompt that has waited longest has done so. */
  @Gauge(name = "atelier_queue_wait", absolute = true, unit = MetricUnits.MILLISECONDS)
  public long longestWait() {
    long now = System.currentTimeMillis();
    return queue.get().snapshot().pending().stream()
        .mapToLong(prompt -> now - prompt.createdAt())
        .max()
        .orElse(0);
  }

  @Gauge(name = "atelier_prompt_running", absolute = true, unit = MetricUnits.SECONDS)
  public long running() {
    return loop.get().running().map(running -> running.since()).orElse(Duration.ZERO).toSeconds();
  }

  @Gauge(name = "atelier_sockets", absolute = true, unit = MetricUnits.NONE)
  public long sockets() {
    return sessions.get().size();
  }

  @Gauge(name = "atelier_prompts_finished", absolute = true, unit = MetricUnits.NONE)
  public long finished() {
    return loop.get().finished();
  }
}
