package io.atelier.rest;

import io.atelier.json.JsonObject;
import io.atelier.message.Message;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.KeptPrompt;
import io.atelier.wire.EntryDetails;
import io.atelier.wire.HistoryJson;
import io.atelier.wire.MessageJson;
import io.atelier.wire.PromptJson;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as {@code /api/jobs} sees it, whether it waits, runs or is over.
 *
 * @param createdAt when it came, in epoch milliseconds
 * @param duration milliseconds from start to end; 0 for what is not over
 * @param summary makes the job's entry in a list
 * @param details makes the members that the job has beside those when it is shown alone
 */
record Job(
    PromptId id,
    long createdAt,
    long duration,
    Supplier<Map<String, @Nullable Object>> summary,
    Supplier<? extends Map<String, ? extends @Nullable Object>> details) {

  static Job live(JobStatus status, KeptPrompt prompt) {
    return new Job(
        prompt.id(),
        prompt.createdAt(),
        0,
        () -> summary(status, prompt).andIfPresent("workflow_id", prompt.workflowId()).map(),
        () -> Map.of("workflow", PromptJson.source(prompt).orElseGet(Map::of)));
  }

  static Job finished(KeptEntry entry) {
    return new Job(
        entry.id(),
        entry.createdAt(),
        entry.duration(),
        () -> summary(entry.read()),
        () -> details(HistoryJson.details(entry)));
  }

  private static JsonObject summary(JobStatus status, KeptPrompt prompt) {
    return JsonObject.with("id", prompt.id().value())
        .and("status", status.wireName())
        .and("priority", prompt.number())
        .and("create_time", prompt.createdAt());
  }

  private static Map<String, @Nullable Object> summary(HistoryEntry finished) {
    JobStatus status =
        finished.succeeded()
            ? JobStatus.COMPLETED
            : finished.interrupted() ? JobStatus.CANCELLED : JobStatus.FAILED;
    Message.ExecutionError error = finished.error();
    JobOutputs outputs = JobOutputs.of(finished.outputs());
    return summary(status, finished.prompt())
        .andIfPresent("execution_start_time", finished.startedAt())
        .andIfPresent("execution_end_time", finished.endedAt())
        .andIfPresent("execution_error", error == null ? null : MessageJson.data(error))
        .and("outputs_count", outputs.count())
        .andIfPresent("preview_output", outputs.preview())
        .andIfPresent("workflow_id", finished.prompt().workflowId())
        .map();
  }

  private static Map<String, @Nullable Object> details(EntryDetails details) {
    return JsonObject.with("outputs", details.outputs())
        .and("execution_status", details.status())
        .and("workflow", details.source())
        .map();
  }

  /** The job with all that is known of it. */
  Map<String, @Nullable Object> whole() {
    return JsonObject.empty().andAll(summary.get()).andAll(details.get()).map();
  }
}
