package io.atelier.app;

import io.atelier.app.metrics.Meters;
import io.atelier.app.metrics.Meters.Label;
import io.atelier.app.metrics.Meters.Unit;
import io.atelier.queue.QueueLoops;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Workers;
import io.atelier.worker.process.ProcessWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What {@code /metrics} shows of the present state of the server. */
@ApplicationScoped
public class Gauges {
  private static final Label SERVER = new Label("jvm", "server");
  private static final Label WORKER = new Label("jvm", "worker");
  private static final double MILLIS = 1_000;

  @Inject Meters meters;
  @Inject StoreSample stores;
  @Inject QueueLoops loops;
  @Inject Workers workers;
  @Inject SessionRegistry sessions;

  /** To be called once, at the start. */
  public void register() {
    stores();
    meters.gauge(
        "atelier_prompt_running",
        Unit.SECONDS,
        "Age of the prompt that has run longest",
        this::running);
    meters.gauge("atelier_sockets", Unit.NONE, "Open WebSockets", sessions::size);
    Runtime server = Runtime.getRuntime();
    heap(SERVER, () -> server.totalMemory() - server.freeMemory(), server::maxMemory);
    List<ProcessWorker> processes = WorkerChoice.processesOf(workers);
    if (!processes.isEmpty()) {
      meters.gauge(
          "atelier_worker_up",
          Unit.NONE,
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
    meters.gauge(
        "atelier_queue_waiting",
        Unit.NONE,
        "Prompts that wait, on all servers of the queue",
        () -> stores.lengths().waiting());
    meters.gauge(
        "atelier_queue_running",
        Unit.NONE,
        "Prompts that run, on all servers of the queue",
        () -> stores.lengths().running());
    meters.gauge(
        "atelier_queue_oldest",
        Unit.SECONDS,
        "Age of the prompt that has waited longest",
        this::longestWait);
    meters.gauge("atelier_history_entries", Unit.NONE, "Finished prompts kept", stores::history);
    meters.gauge(
        "atelier_database_up",
        Unit.NONE,
        "Whether queue and history can be read",
        () -> stores.isUp() ? 1 : 0);
  }

  private void heap(Label jvm, LongSupplier used, LongSupplier most) {
    meters.gauge("atelier_heap_used", Unit.BYTES, "Java heap in use", used::getAsLong, jvm);
    meters.gauge(
        "atelier_heap_max", Unit.BYTES, "What the Java heap may grow to", most::getAsLong, jvm);
  }

  private double longestWait() {
    long oldest = stores.lengths().oldest();
    return oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest) / MILLIS;
  }

  private double running() {
    return loops.longest().toMillis() / MILLIS;
  }
}
