package io.atelier.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ExecutionResult;
import io.atelier.json.Json;
import io.atelier.log.TraceContext;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.persistence.StoreFixture;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.queue.HistoryEntry;
import io.atelier.queue.QueuedPrompt;
import io.atelier.queue.Requester;
import io.atelier.wire.HistoryJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents are the same bytes in every version, and so is what is copied from them. */
class StoredFormsTest extends StoreFixture.H2 {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final NodeId SHOWING = new NodeId("2");
  private static final NodeId INNER = new NodeId("2.0.1");
  private static final QueuedPrompt PROMPT =
      new QueuedPrompt(
          3L,
          new PromptId("pä"),
          Prompt.fromJson(Map.of("2", Map.of("class_type", "Show"))),
          ExtraData.of(Map.of("client_id", "c", "api_key_comfy_org", "hush")),
          List.of(SHOWING),
          new Requester("somebody"),
          17,
          TraceContext.parse(TRACE).orElseThrow());
  private static final String PROMPT_DOCUMENT =
      "{\"id\": \"p\\u00e4\", \"number\": 3, \"prompt\": {\"2\": {\"class_type\": \"Show\"}},"
          + " \"extra_data\": {\"client_id\": \"c\"}, \"outputs\": [\"2\"], \"created_at\": 17,"
          + " \"traceparent\": \""
          + TRACE
          + "\"}";
  private static final String RESULT_DOCUMENT =
      "{\"status\": \"FAILED\", \"outputs\": {\"2\": {\"text\": [NaN]}}, \"identities\":"
          + " [{\"id\": \"2\", \"display\": \"2\", \"parent\": null, \"real\": \"2\"},"
          + " {\"id\": \"2.0.1\", \"display\": \"2\", \"parent\": \"2\", \"real\": \"2\"}],"
          + " \"messages\": [[\"execution_start\", {\"prompt_id\": \"p\\u00e4\", \"timestamp\":"
          + " 5}], [\"execution_interrupted\", {\"prompt_id\": \"p\\u00e4\", \"node_id\": \"2\","
          + " \"node_type\": \"Show\", \"executed\": [\"1\"], \"timestamp\": 9}]], \"closing\":"
          + " [\"execution_interrupted\", {\"prompt_id\": \"p\\u00e4\", \"node_id\": \"2\","
          + " \"node_type\": \"Show\", \"executed\": [\"1\"], \"timestamp\": 9}]}";

  private static ExecutionResult result() {
    Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>();
    identities.put(SHOWING, new NodeIdentity(SHOWING, SHOWING, null, SHOWING));
    identities.put(INNER, new NodeIdentity(INNER, SHOWING, SHOWING, SHOWING));
    Message closing =
        new Message.ExecutionInterrupted(PROMPT.id(), SHOWING, "Show", List.of(new NodeId("1")), 9);
    return new ExecutionResult(
        ExecutionResult.Status.FAILED,
        Map.of(SHOWING, Map.of("text", List.of(Double.NaN))),
        identities,
        List.of(new Message.ExecutionStart(PROMPT.id(), 5), closing),
        closing,
        Audience.NOBODY);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.US_ASCII);
  }

  @Test
  void aPromptIsWrittenAsEverAndReadBack() {
    byte[] document = PromptDocument.write(PROMPT);

    assertThat(text(document)).isEqualTo(PROMPT_DOCUMENT);
    assertThat(text(PromptDocument.write(PromptDocument.read(document, PROMPT.requester()))))
        .isEqualTo(PROMPT_DOCUMENT);
  }

  @Test
  void aResultIsWrittenAsEverAndReadBack() {
    byte[] document = ResultDocument.write(result());

    assertThat(text(document)).isEqualTo(RESULT_DOCUMENT);
    assertThat(text(ResultDocument.write(ResultDocument.read(document))))
        .isEqualTo(RESULT_DOCUMENT);
  }

  @Test
  void whatIsCopiedHasTheBytesThatItEverHad() {
    var history = store().history();
    history.add(new HistoryEntry(PROMPT, result()));

    assertThat(Json.write(HistoryJson.shown(history.open(PROMPT.id()).orElseThrow())))
        .isEqualTo(
            "{\"prompt\":[3,\"pä\",{\"2\":{\"class_type\":\"Show\"}},{\"client_id\":\"c\"},"
                + "[\"2\"]],\"outputs\":{\"2\":{\"text\":[null]}},"
                + "\"meta\":{\"2\":{\"node_id\":\"2\",\"display_node\":\"2\",\"parent_node\":null,"
                + "\"real_node_id\":\"2\"},\"2.0.1\":{\"node_id\":\"2.0.1\",\"display_node\":\"2\","
                + "\"parent_node\":\"2\",\"real_node_id\":\"2\"}},"
                + "\"status\":{\"status_str\":\"error\",\"completed\":false,\"messages\":"
                + "[[\"execution_start\",{\"prompt_id\":\"p\\u00e4\",\"timestamp\":5}],"
                + "[\"execution_interrupted\",{\"prompt_id\":\"p\\u00e4\",\"node_id\":\"2\","
                + "\"node_type\":\"Show\",\"executed\":[\"1\"],\"timestamp\":9}]]}}");
  }

  @Test
  void whatShowedNothingIsCopiedEmpty() {
    var history = store().history();
    history.add(new HistoryEntry(PROMPT, StoreFixture.failure(PROMPT)));

    assertThat(Json.write(HistoryJson.shown(history.open(PROMPT.id()).orElseThrow())))
        .contains("\"outputs\":{},\"meta\":{},\"status\":{\"status_str\":\"error\"");
  }
}
