package io.atelier.rest;

import io.atelier.queue.HistoryEntry;
import io.atelier.queue.QueuedPrompt;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as {@code /api/jobs} sees it, whether it waits, runs or is over.
 *
 * @param finished how it ended; null before that
 */
record Job(JobStatus status, QueuedPrompt prompt, @Nullable HistoryEntry finished) {

  static Job pending(QueuedPrompt prompt) {
    return new Job(JobStatus.PENDING, prompt, null);
  }

  static Job running(QueuedPrompt prompt) {
    return new Job(JobStatus.IN_PROGRESS, prompt, null);
  }

  static Job finished(HistoryEntry entry) {
    JobStatus status =
        entry.succeeded()
            ? JobStatus.COMPLETED
            : entry.interrupted() ? JobStatus.CANCELLED : JobStatus.FAILED;
    return new Job(status, entry.prompt(), entry);
  }

  String id() {
    return prompt.id().value();
  }

  /** The id of the workflow that the prompt was made of, or null. */
  @Nullable String workflowId() {
    return prompt.workflowId();
  }

  /** Milliseconds from start to end; 0 for what is not over. */
  long duration() {
    return finished == null ? 0 : finished.duration();
  }

  /** The job in a list. */
  Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id());
    json.put("status", status.wireName());
    json.put("priority", prompt.number());
    json.put("create_time", prompt.createdAt());
    if (finished != null) {
      putIfKnown(json, "execution_start_time", finished.startedAt());
      putIfKnown(json, "execution_end_time", finished.endedAt());
      putIfKnown(json, "execution_error", finished.error());
      JobOutputs outputs = JobOutputs.of(finished.outputs());
      json.put("outputs_count", outputs.count());
      putIfKnown(json, "preview_output", outputs.preview());
    }
    putIfKnown(json, "workflow_id", workflowId());
    return json;
  }

  /** The job with all that is known of it. */
  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> json = summary();
    if (finished != null) {
      Map<String, Object> entry = finished.toJson();
      json.put("outputs", entry.get("outputs"));
      json.put("execution_status", entry.get("status"));
    }
    Map<String, Object> workflow = new LinkedHashMap<>();
    workflow.put("prompt", prompt.prompt().toJson());
    workflow.put("extra_data", prompt.extraData().shown());
    json.put("workflow", workflow);
    return json;
  }

  private static void putIfKnown(
      Map<String, @Nullable Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
