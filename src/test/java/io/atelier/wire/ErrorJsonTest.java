package io.atelier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.NodeId;
import io.atelier.prompt.NodeErrors;
import io.atelier.prompt.PromptError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorJsonTest {
  private static final PromptError ERROR =
      new PromptError("bad", "It is bad", "very", Map.of("input_name", "a"));
  private static final String JSON =
      "{\"type\":\"bad\",\"message\":\"It is bad\",\"details\":\"very\","
          + "\"extra_info\":{\"input_name\":\"a\"}}";

  @Test
  void aRefusalTellsTheReasonAndWhatIsWrongWithEachNode() {
    NodeErrors node = new NodeErrors("Show", List.of(ERROR), 0, List.of(new NodeId("2")));

    assertThat(Json.write(ErrorJson.refusal(ERROR, Map.of(new NodeId("2"), node))))
        .isEqualTo(
            "{\"error\":"
                + JSON
                + ",\"node_errors\":{\"2\":{\"errors\":["
                + JSON
                + "],\"dependent_outputs\":[\"2\"],\"class_type\":\"Show\"}}}");
  }

  @Test
  void errorsBeyondThoseToldAreCounted() {
    NodeErrors node = new NodeErrors("Show", List.of(), 7, List.of());

    String json = Json.write(ErrorJson.of(node));

    assertThat(json)
        .isEqualTo(
            "{\"errors\":[{\"type\":\"more_errors\",\"message\":\"The node has 7 more errors\","
                + "\"details\":\"\",\"extra_info\":{\"more_errors\":7}}],"
                + "\"dependent_outputs\":[],\"class_type\":\"Show\"}");
    assertThat(ErrorJson.length(node)).isEqualTo(json.length());
  }
}
