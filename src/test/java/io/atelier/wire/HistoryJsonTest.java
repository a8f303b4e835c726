package io.atelier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {
  private static final NodeId SHOWING = new NodeId("2");
  private static final NodeId INNER = new NodeId("2.0.1");
  private static final QueuedPrompt PROMPT =
      new QueuedPrompt(
          3L,
          new PromptId("p"),
          Prompt.fromJson(Map.of("2", Map.of("class_type", "Show"))),
          ExtraData.of(Map.of("client_id", "c", "api_key_comfy_org", "hush")),
          List.of(SHOWING),
          new Requester("somebody"));
  private static final String ARRAY =
      "[3,\"p\",{\"2\":{\"class_type\":\"Show\"}},{\"client_id\":\"c\"},[\"2\"]]";
  private static final String SOURCE =
      "{\"prompt\":{\"2\":{\"class_type\":\"Show\"}},\"extra_data\":{\"client_id\":\"c\"}}";

  private static HistoryEntry ended(ExecutionResult.Status status, Message closing) {
    Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>();
    identities.put(SHOWING, new NodeIdentity(SHOWING, SHOWING, null, SHOWING));
    identities.put(INNER, new NodeIdentity(INNER, SHOWING, SHOWING, SHOWING));
    return new HistoryEntry(
        PROMPT,
        new ExecutionResult(
            status,
            Map.of(SHOWING, Map.of("text", List.of("hi"))),
            identities,
            List.of(new Message.ExecutionStart(PROMPT.id(), 5), closing),
            closing,
            Audience.NOBODY));
  }

  private static HistoryEntry succeeded() {
    return ended(ExecutionResult.Status.SUCCEEDED, new Message.ExecutionSuccess(PROMPT.id(), 9));
  }

  @Test
  void aPromptOfTheQueueIsAnArrayOfFive() {
    assertThat(Json.write(PromptJson.shown(PROMPT).orElseThrow())).isEqualTo(ARRAY);
    assertThat(Json.write(PromptJson.source(PROMPT).orElseThrow())).isEqualTo(SOURCE);
  }

  @Test
  void anEntryShowsPromptOutputsStatusAndNames() {
    assertThat(Json.write(HistoryJson.shown(succeeded())))
        .isEqualTo(
            "{\"prompt\":"
                + ARRAY
                + ",\"outputs\":{\"2\":{\"text\":[\"hi\"]}},\"status\":{\"status_str\":\"success\","
                + "\"completed\":true,\"messages\":[[\"execution_start\",{\"prompt_id\":\"p\","
                + "\"timestamp\":5}],[\"execution_success\",{\"prompt_id\":\"p\","
                + "\"timestamp\":9}]]},\"meta\":{\"2\":{\"node_id\":\"2\",\"display_node\":\"2\","
                + "\"parent_node\":null,\"real_node_id\":\"2\"},\"2.0.1\":{\"node_id\":\"2.0.1\","
                + "\"display_node\":\"2\",\"parent_node\":\"2\",\"real_node_id\":\"2\"}}}");
  }

  @Test
  void whatWasInterruptedIsAnError() {
    Message closing = new Message.ExecutionInterrupted(PROMPT.id(), SHOWING, "Show", List.of(), 7);

    EntryDetails details = HistoryJson.details(ended(ExecutionResult.Status.INTERRUPTED, closing));

    assertThat(Json.write(details.status()))
        .startsWith("{\"status_str\":\"error\",\"completed\":false,\"messages\":[[");
    assertThat(Json.write(details.outputs())).isEqualTo("{\"2\":{\"text\":[\"hi\"]}}");
    assertThat(Json.write(details.source())).isEqualTo(SOURCE);
  }

  @Test
  void timesAreThoseOfTheMessages() {
    HistoryEntry entry = succeeded();

    assertThat(entry.startedAt()).isEqualTo(5);
    assertThat(entry.endedAt()).isEqualTo(9);
    assertThat(entry.duration()).isEqualTo(4);
    assertThat(entry.error()).isNull();
  }
}
