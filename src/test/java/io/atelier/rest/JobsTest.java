package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.execution.ExecutionResult;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.History;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.MemoryHistory;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
  private static final String A = "aaaaaaaa-0000-4000-8000-000000000000";
  private static final String B = "bbbbbbbb-0000-4000-8000-000000000000";
  private static final String C = "cccccccc-0000-4000-8000-000000000000";
  private static final String D = "dddddddd-0000-4000-8000-000000000000";

  private static QueuedPrompt prompt(String id, long createdAt) {
    ExtraData extra =
        ExtraData.of(Map.of("extra_pnginfo", Map.of("workflow", Map.of("id", "w-" + id))));
    return new QueuedPrompt(
        3L,
        new PromptId(id),
        Prompt.fromJson(Map.of("1", Map.of("class_type", "X", "inputs", Map.of()))),
        extra,
        List.of(new NodeId("1")),
        Requester.ANYONE,
        createdAt);
  }

  private static HistoryEntry over(
      QueuedPrompt prompt, ExecutionResult.Status status, Message closing, long start) {
    return new HistoryEntry(
        prompt,
        new ExecutionResult(
            status,
            Map.of(
                new NodeId("9"),
                Map.of("images", List.of(Map.of("filename", "a.png", "type", "output")))),
            Map.of(),
            List.of(new Message.ExecutionStart(prompt.id(), start), closing),
            closing,
            Audience.NOBODY));
  }

  private static HistoryEntry completed(String id, long createdAt, long duration) {
    QueuedPrompt prompt = prompt(id, createdAt);
    return over(
        prompt,
        ExecutionResult.Status.SUCCEEDED,
        new Message.ExecutionSuccess(prompt.id(), createdAt + 10 + duration),
        createdAt + 10);
  }

  private static HistoryEntry cancelled(String id, long createdAt) {
    QueuedPrompt prompt = prompt(id, createdAt);
    return over(
        prompt,
        ExecutionResult.Status.INTERRUPTED,
        new Message.ExecutionInterrupted(
            prompt.id(), new NodeId("1"), "X", List.of(), createdAt + 20),
        createdAt + 10);
  }

  private static List<Object> ids(Map<String, String> query) throws Exception {
    List<Object> ids = new java.util.ArrayList<>();
    for (Object job : (Iterable<?>) java.util.Objects.requireNonNull(answer(query).get("jobs"))) {
      ids.add(((Map<?, ?>) job).get("id"));
    }
    return ids;
  }

  private static Map<String, ?> answer(Map<String, String> query) throws Exception {
    History history = new MemoryHistory(History.LIMIT);
    history.add(completed(C, 200, 50));
    history.add(cancelled(D, 100));
    return JobQuery.parse(query::get)
        .answer(
            new PromptQueue.Snapshot(List.of(prompt(B, 300)), List.of(prompt(A, 400))), history);
  }

  @Test
  void theNewestJobsComeFirst() throws Exception {
    assertThat(ids(Map.of())).containsExactly(A, B, C, D);
    assertThat(ids(Map.of("sort_order", "asc"))).containsExactly(D, C, B, A);
    assertThat(ids(Map.of("sort_by", "execution_duration"))).startsWith(C, D);
  }

  @Test
  void jobsAreFilteredByStateWorkflowAndId() throws Exception {
    assertThat(ids(Map.of("status", "in_progress,pending"))).containsExactly(A, B);
    assertThat(ids(Map.of("status", "completed, failed,cancelled"))).containsExactly(C, D);
    assertThat(ids(Map.of("workflow_id", "w-" + B))).containsExactly(B);
    assertThat(ids(Map.of("ids", C + "," + D))).containsExactly(C, D);
    assertThat(ids(Map.of("ids", ""))).isEmpty();
  }

  @Test
  void pagesSayWhatIsLeft() throws Exception {
    Map<String, ?> page = answer(Map.of("limit", "2", "offset", "1"));
    assertThat(page.get("pagination"))
        .isEqualTo(Map.of("offset", 1, "limit", 2, "total", 4, "has_more", true));
    assertThat(ids(Map.of("limit", "2", "offset", "1"))).containsExactly(B, C);
    assertThat(ids(Map.of("offset", "-5"))).hasSize(4);
    assertThat(ids(Map.of("offset", "99"))).isEmpty();
    assertThat(ids(Map.of("limit", "2147483647", "offset", "2147483647"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "status, done, 'Invalid status value(s): done. Valid values: pending, in_progress, completed, failed, cancelled'",
    "sort_by, name, sort_by must be 'created_at' or 'execution_duration'",
    "sort_order, up, sort_order must be 'asc' or 'desc'",
    "limit, 0, limit must be a positive integer",
    "limit, x, limit must be an integer",
    "offset, x, offset must be an integer",
    "ids, x, ids contains invalid id(s)",
  })
  void wrongQueriesAreTold(String parameter, String value, String error) {
    assertThatThrownBy(() -> JobQuery.parse(Map.of(parameter, value)::get))
        .isInstanceOfSatisfying(
            JobQuery.InvalidQueryException.class,
            e -> assertThat(e.answer()).containsEntry("error", error));
  }

  @Test
  void aJobTellsItsTimesAndWhatItMade() {
    assertThat(Job.finished(completed(C, 200, 50)).summary().get())
        .containsEntry("status", "completed")
        .containsEntry("priority", 3L)
        .containsEntry("create_time", 200L)
        .containsEntry("execution_start_time", 210L)
        .containsEntry("execution_end_time", 260L)
        .containsEntry("outputs_count", 1)
        .containsEntry("workflow_id", "w-" + C)
        .doesNotContainKey("execution_error");
    assertThat(Job.live(JobStatus.PENDING, prompt(A, 1)).summary().get())
        .doesNotContainKeys("execution_start_time", "outputs_count", "preview_output");
    assertThat(Job.finished(cancelled(D, 1)).whole())
        .containsKeys("outputs", "execution_status", "workflow");
  }

  @Test
  void thePreviewIsASavedFileBeforeATemporaryOneBeforeText() {
    Map<String, Object> text = preview(Map.of("text", List.of("x".repeat(2000))));
    assertThat(text).containsEntry("truncated", true).containsEntry("nodeId", "1");
    assertThat((String) text.get("content")).hasSize(1024);
    assertThat(
            preview(
                Map.of(
                    "images",
                    List.of(file("t.png", "temp"), file("o.png", "output")),
                    "animated",
                    List.of(true))))
        .containsEntry("filename", "o.png")
        .containsEntry("mediaType", "images");
    assertThat(preview(Map.of("files", List.of(file("a.txt", "output"), file("t.png", "temp")))))
        .containsEntry("filename", "t.png");
    assertThat(JobOutputs.of(Map.of(new NodeId("1"), Map.of("animated", List.of(true)))))
        .isEqualTo(new JobOutputs(0, null));
  }

  private static Map<String, Object> file(String name, String type) {
    return Map.of("filename", name, "subfolder", "", "type", type);
  }

  private static Map<String, Object> preview(Map<String, List<Object>> shown) {
    return java.util.Objects.requireNonNull(
        JobOutputs.of(Map.of(new NodeId("1"), shown)).preview());
  }
}
