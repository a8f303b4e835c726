package io.atelier.rest;

import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.KeptEntry;
import io.atelier.queue.KeptPrompt;
import java.util.LinkedHashMap;
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
    Supplier<Map<String, Object>> details) {

  static Job live(JobStatus status, KeptPrompt prompt) {
    return new Job(
        prompt.id(),
        prompt.createdAt(),
        0,
        () -> {
          Map<String, @Nullable Object> json = summary(status, prompt);
          putIfKnown(json, "workflow_id", prompt.workflowId());
          return json;
        },
        () -> Map.of("workflow", prompt.source().orElseGet(Map::of)));
  }

  static Job finished(KeptEntry entry) {
    return new Job(
        entry.id(),
        entry.createdAt(),
        entry.duration(),
        () -> summary(entry.read()),
        () -> details(entry.details()));
  }

  private static Map<String, @Nullable Object> summary(JobStatus status, KeptPrompt prompt) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", prompt.id().value());
    json.put("status", status.wireName());
    json.put("priority", prompt.number());
    json.put("create_time", prompt.createdAt());
    return json;
  }

  private static Map<String, @Nullable Object> summary(HistoryEntry finished) {
    JobStatus status =
        finished.succeeded()
            ? JobStatus.COMPLETED
            : finished.interrupted() ? JobStatus.CANCELLED : JobStatus.FAILED;
    Map<String, @Nullable Object> json = summary(status, finished.prompt());
    putIfKnown(json, "execution_start_time", finished.startedAt());
    putIfKnown(json, "execution_end_time", finished.endedAt());
    putIfKnown(json, "execution_error", finished.error());
    JobOutputs outputs = JobOutputs.of(finished.outputs());
    json.put("outputs_count", outputs.count());
    putIfKnown(json, "preview_output", outputs.preview());
    putIfKnown(json, "workflow_id", finished.prompt().workflowId());
    return json;
  }

  private static Map<String, Object> details(KeptEntry.Details details) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outputs", details.outputs());
    json.put("execution_status", details.status());
    json.put("workflow", details.source());
    return json;
  }

  /** The job with all that is known of it. */
  Map<String, @Nullable Object> whole() {
    Map<String, @Nullable Object> json = summary.get();
    json.putAll(details.get());
    return json;
  }

  private static void putIfKnown(
      Map<String, @Nullable Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
