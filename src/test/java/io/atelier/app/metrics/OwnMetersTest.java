package io.atelier.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The page of our own shows the names, types and units that the container's metrics show. */
class OwnMetersTest {
  private final OwnMeters meters = new OwnMeters();

  private String page() {
    return meters.page().orElseThrow();
  }

  @Test
  void gaugesAreReadWhenThePageIsShown() {
    AtomicLong used = new AtomicLong(5);
    meters.gauge(
        "atelier_heap_used",
        Meters.Unit.BYTES,
        "Java heap in use",
        used::get,
        new Meters.Label("jvm", "server"));
    meters.gauge("atelier_queue_oldest", Meters.Unit.SECONDS, "Age", () -> 1.5);
    meters.gauge("atelier_sockets", Meters.Unit.NONE, "Open WebSockets", () -> 3);
    used.set(7);

    assertThat(page())
        .contains("# HELP atelier_heap_used_bytes Java heap in use")
        .contains("# TYPE atelier_heap_used_bytes gauge")
        .contains("atelier_heap_used_bytes{jvm=\"server\"} 7.0")
        .contains("atelier_queue_oldest_seconds 1.5")
        .contains("atelier_sockets 3.0");
  }

  @Test
  void totalsOfOneNameAreToldApartAndOutliveCollections() {
    AtomicLong full = new AtomicLong();
    refusals(full);
    System.gc();
    full.set(4);

    assertThat(page())
        .contains("# TYPE atelier_prompts_refused_total counter")
        .contains("atelier_prompts_refused_total{reason=\"full\"} 4.0")
        .contains("atelier_prompts_refused_total{reason=\"invalid\"} 2.0");
  }

  /** Nobody but the meters holds what is counted by. */
  private void refusals(AtomicLong full) {
    meters.total(
        "atelier_prompts_refused", "Refused", () -> 2, new Meters.Label("reason", "invalid"));
    meters.total(
        "atelier_prompts_refused", "Refused", full::get, new Meters.Label("reason", "full"));
  }

  @Test
  void timersShowSeconds() {
    Consumer<Duration> wait = meters.timer("atelier_queue_wait", "Waits");
    wait.accept(Duration.ofMillis(1500));
    wait.accept(Duration.ofMillis(500));

    assertThat(page())
        .contains("# TYPE atelier_queue_wait_seconds summary")
        .contains("atelier_queue_wait_seconds_count 2")
        .contains("atelier_queue_wait_seconds_sum 2.0")
        .contains("atelier_queue_wait_seconds_max 1.5");
  }

  @Test
  void theJvmIsShownToo() {
    assertThat(page()).contains("jvm_memory_used_bytes", "jvm_threads_live_threads");
  }
}
