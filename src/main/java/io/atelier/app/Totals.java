package io.atelier.app;

import io.atelier.app.metrics.Meters;
import io.atelier.queue.PromptCounts;
import io.atelier.websocket.MessageCounts;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Workers;
import io.atelier.worker.process.ProcessWorker;
import io.atelier.worker.process.WorkerCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** The counters of {@code /metrics}. What counts knows nothing of metrics. */
@ApplicationScoped
public class Totals {
  @Inject Meters meters;
  @Inject PromptCounts prompts;
  @Inject Stores stores;
  @Inject SessionRegistry sessions;
  @Inject Workers workers;

  /** To be called once, at the start. */
  public void register() {
    meters.total("atelier_prompts_accepted", "Prompts taken into the queue", prompts::accepted);
    String refused =
        "Submissions refused: invalid, or not now since the queue was full or stopping";
    meters.total(
        "atelier_prompts_refused",
        refused,
        prompts::invalid,
        new Meters.Label("reason", "invalid"));
    meters.total(
        "atelier_prompts_refused", refused, prompts::full, new Meters.Label("reason", "full"));
    meters.total(
        "atelier_prompts_refused",
        refused,
        prompts::stopping,
        new Meters.Label("reason", "stopping"));
    meters.total(
        "atelier_prompts_repeated",
        "Prompts begun here that had been begun before by a server that died or stopped",
        stores::repeated);
    messages(sessions.counts());
    List<WorkerCounts> counts =
        WorkerChoice.processesOf(workers).stream().map(ProcessWorker::counts).toList();
    if (!counts.isEmpty()) {
      workers(counts);
    }
  }

  private void messages(MessageCounts messages) {
    meters.total("atelier_messages_sent", "Messages handed to sockets", messages::sent);
    meters.total(
        "atelier_messages_dropped",
        "Messages that waited when their socket closed, or whose client never connected",
        messages::dropped);
    meters.total(
        "atelier_messages_coalesced",
        "Messages replaced by newer ones of the same kind before they were sent",
        messages::coalesced);
    meters.total(
        "atelier_messages_replayed",
        "Messages that clients had missed and got when they came back",
        messages::replayed);
  }

  private void workers(List<WorkerCounts> counts) {
    meters.total(
        "atelier_worker_starts", "Worker processes started", sum(counts, WorkerCounts::starts));
    meters.total(
        "atelier_worker_deaths",
        "Worker processes that ended unasked",
        sum(counts, WorkerCounts::deaths));
    meters.total(
        "atelier_worker_hangs",
        "Worker processes killed for not answering, or for not ending an interrupted prompt",
        sum(counts, WorkerCounts::hangs));
    meters.total(
        "atelier_worker_retries",
        "Prompts run once more after a death",
        sum(counts, WorkerCounts::retries));
  }

  private static LongSupplier sum(List<WorkerCounts> counts, ToLongFunction<WorkerCounts> count) {
    return () -> counts.stream().mapToLong(count).sum();
  }
}
