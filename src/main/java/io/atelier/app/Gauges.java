package io.atelier.app;

import io.atelier.queue.QueueLoops;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Workers;
import io.atelier.worker.process.ProcessWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What {@code /metrics} shows of the present state of the server. Registered by calls, since the
 * container registers annotated methods of beans that are in use alone, and without descriptions.
 */
@ApplicationScoped
public class Gauges {
  private static final Tag SERVER = new Tag("jvm", "server");
  private static final Tag WORKER = new Tag("jvm", "worker");
  private static final double MILLIS = 1_000;

  @Inject MetricRegistry metrics;
  @Inject StoreSample stores;
  @Inject QueueLoops loops;
  @Inject Workers workers;
  @Inject SessionRegistry sessions;

  /** To be called once, at the start. */
  public void register() {
    stores();
    show(
        "atelier_prompt_running",
        MetricUnits.SECONDS,
        "Age of the prompt that has run longest",
        this::running);
    show("atelier_sockets", MetricUnits.NONE, "Open WebSockets", sessions::size);
    Runtime server = Runtime.getRuntime();
    heap(SERVER, () -> server.totalMemory() - server.freeMemory(), server::maxMemory);
    List<ProcessWorker> processes = WorkerChoice.processesOf(workers);
    if (!processes.isEmpty()) {
      show(
          "atelier_worker_up",
          MetricUnits.NONE,
          "Worker processes that live",
          () -> processes.stream().filter(ProcessWorker::isUp).count());
      heap(
          WORKER,
          () -> sum(processes, ProcessWorker::heapUsed),
          () -> sum(processes, ProcessWorker::heapMax));
    }
  }

  private static long sum(List<ProcessWorker> processes, ToLongFunction<ProcessWorker> value) {
    return processes.stream().mapToLong(value).sum();
  }

  private void stores() {
    show(
        "atelier_queue_waiting",
        MetricUnits.NONE,
        "Prompts that wait, on all servers of the queue",
        () -> stores.lengths().waiting());
    show(
        "atelier_queue_running",
        MetricUnits.NONE,
        "Prompts that run, on all servers of the queue",
        () -> stores.lengths().running());
    show(
        "atelier_queue_oldest",
        MetricUnits.SECONDS,
        "Age of the prompt that has waited longest",
        this::longestWait);
    show("atelier_history_entries", MetricUnits.NONE, "Finished prompts kept", stores::history);
    show(
        "atelier_database_up",
        MetricUnits.NONE,
        "Whether queue and history can be read",
        () -> stores.isUp() ? 1 : 0);
  }

  private void heap(Tag jvm, Supplier<Long> used, Supplier<Long> most) {
    metrics.gauge(
        Described.metric("atelier_heap_used", MetricUnits.BYTES, "Java heap in use"), used, jvm);
    metrics.gauge(
        Described.metric("atelier_heap_max", MetricUnits.BYTES, "What the Java heap may grow to"),
        most,
        jvm);
  }

  private void show(String name, String unit, String help, Supplier<? extends Number> value) {
    metrics.gauge(Described.metric(name, unit, help), () -> value.get().doubleValue());
  }

  private double longestWait() {
    long oldest = stores.lengths().oldest();
    return oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest) / MILLIS;
  }

  private double running() {
    return loops.longest().toMillis() / MILLIS;
  }
}
