package io.atelier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {
  private static final PromptId PROMPT = new PromptId("p-1");
  private static final NodeIdentity INNER =
      new NodeIdentity(node("4.0.1"), node("4"), node("4"), node("3"));
  private static final NodeIdentity TOP = new NodeIdentity(node("7"), node("7"), null, node("7"));

  private static NodeId node(String id) {
    return new NodeId(id);
  }

  private static Message.Failure failure(Object inputs) {
    return new Message.Failure(
        node("4"),
        "KSampler",
        new LinkedHashSet<>(List.of(node("1"), node("2"))),
        "boom ä\n",
        "ValueError",
        List.of("  a\n", "  b\n"),
        inputs,
        List.of(node("1")));
  }

  /** A moment of which the second node is the latest change. */
  private record Moment(List<NodeProgress> nodes) implements ProgressSnapshot {
    @Override
    public int size() {
      return nodes.size();
    }

    @Override
    public NodeProgress latest() {
      return nodes.get(nodes.size() - 1);
    }
  }

  private static Arguments is(Message message, String type, String data) {
    return Arguments.of(message, type, data);
  }

  static Stream<Arguments> messages() {
    return Stream.concat(ofTheServer(), ofPrompts());
  }

  private static Stream<Arguments> ofTheServer() {
    return Stream.of(
        is(new Message.Status(3), "status", "{\"status\":{\"exec_info\":{\"queue_remaining\":3}}}"),
        is(
            new Message.Status(0, "sid-1"),
            "status",
            "{\"status\":{\"exec_info\":{\"queue_remaining\":0}},\"sid\":\"sid-1\"}"),
        is(
            new Message.FeatureFlags(Map.of("max_upload_size", 5L)),
            "feature_flags",
            "{\"max_upload_size\":5}"),
        is(
            new Message.Logs(List.of(new Message.LogLine("2026-01-01T10:00:00.123456", "x\n"))),
            "logs",
            "{\"entries\":[{\"t\":\"2026-01-01T10:00:00.123456\",\"m\":\"x\\n\"}],\"size\":null}"));
  }

  private static Stream<Arguments> ofPrompts() {
    return Stream.of(
        is(
            new Message.ExecutionStart(PROMPT, 17),
            "execution_start",
            "{\"prompt_id\":\"p-1\",\"timestamp\":17}"),
        is(
            new Message.ExecutionCached(PROMPT, List.of(node("1"), node("b")), 18),
            "execution_cached",
            "{\"nodes\":[\"1\",\"b\"],\"prompt_id\":\"p-1\",\"timestamp\":18}"),
        is(
            new Message.Executing(PROMPT, node("4.0.1"), node("4")),
            "executing",
            "{\"node\":\"4.0.1\",\"display_node\":\"4\",\"prompt_id\":\"p-1\"}"),
        is(
            new Message.ExecutingNothing(PROMPT),
            "executing",
            "{\"node\":null,\"prompt_id\":\"p-1\"}"),
        is(new Message.ExecutingNow(node("4")), "executing", "{\"node\":\"4\"}"),
        is(
            new Message.Executed(PROMPT, node("9"), node("8"), Map.of("text", List.of("a"))),
            "executed",
            "{\"node\":\"9\",\"display_node\":\"8\",\"output\":{\"text\":[\"a\"]},"
                + "\"prompt_id\":\"p-1\"}"),
        is(
            new Message.Executed(PROMPT, node("9"), node("8"), null),
            "executed",
            "{\"node\":\"9\",\"display_node\":\"8\",\"output\":null,\"prompt_id\":\"p-1\"}"),
        is(
            new Message.Progress(PROMPT, INNER, 3L, 20L, null),
            "progress",
            "{\"value\":3,\"max\":20,\"prompt_id\":\"p-1\",\"node\":\"4.0.1\"}"),
        is(
            new Message.ProgressState(
                PROMPT,
                new Moment(
                    List.of(
                        new NodeProgress(TOP, NodeProgress.State.FINISHED, 1L, 1L),
                        new NodeProgress(INNER, NodeProgress.State.RUNNING, 2.5, 20L)))),
            "progress_state",
            "{\"prompt_id\":\"p-1\",\"nodes\":{"
                + "\"7\":{\"value\":1,\"max\":1,\"state\":\"finished\",\"node_id\":\"7\","
                + "\"prompt_id\":\"p-1\",\"display_node_id\":\"7\",\"parent_node_id\":null,"
                + "\"real_node_id\":\"7\"},"
                + "\"4.0.1\":{\"value\":2.5,\"max\":20,\"state\":\"running\",\"node_id\":\"4.0.1\","
                + "\"prompt_id\":\"p-1\",\"display_node_id\":\"4\",\"parent_node_id\":\"4\","
                + "\"real_node_id\":\"3\"}}}"),
        is(
            new Message.NodeText(PROMPT, node("5"), "hi"),
            "text",
            "{\"node\":\"5\",\"text\":\"hi\"}"),
        is(
            new Message.ExecutionSuccess(PROMPT, 19),
            "execution_success",
            "{\"prompt_id\":\"p-1\",\"timestamp\":19}"),
        is(
            new Message.ExecutionError(PROMPT, failure(Map.of("seed", List.of(5L))), 20),
            "execution_error",
            "{\"prompt_id\":\"p-1\",\"node_id\":\"4\",\"node_type\":\"KSampler\","
                + "\"executed\":[\"1\",\"2\"],\"exception_message\":\"boom ä\\n\","
                + "\"exception_type\":\"ValueError\",\"traceback\":[\"  a\\n\",\"  b\\n\"],"
                + "\"current_inputs\":{\"seed\":[5]},\"current_outputs\":[\"1\"],"
                + "\"timestamp\":20}"),
        is(
            new Message.ExecutionBlocked(PROMPT, failure(Collections.singletonList(Double.NaN))),
            "execution_error",
            "{\"prompt_id\":\"p-1\",\"node_id\":\"4\",\"node_type\":\"KSampler\","
                + "\"executed\":[\"1\",\"2\"],\"exception_message\":\"boom ä\\n\","
                + "\"exception_type\":\"ValueError\",\"traceback\":[\"  a\\n\",\"  b\\n\"],"
                + "\"current_inputs\":[null],\"current_outputs\":[\"1\"]}"),
        is(
            new Message.ExecutionInterrupted(PROMPT, node("4"), "KSampler", List.of(node("1")), 21),
            "execution_interrupted",
            "{\"prompt_id\":\"p-1\",\"node_id\":\"4\",\"node_type\":\"KSampler\","
                + "\"executed\":[\"1\"],\"timestamp\":21}"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageHasATypeAndData(Message message, String type, String data) {
    assertThat(MessageJson.type(message)).isEqualTo(type);
    assertThat(Json.write(MessageJson.data(message))).isEqualTo(data);
    assertThat(Json.write(MessageJson.pair(message))).isEqualTo("[\"" + type + "\"," + data + "]");
  }

  @Test
  void everyKindOfMessageHasAForm() {
    Set<Class<?>> shown =
        messages().map(each -> each.get()[0].getClass()).collect(Collectors.toSet());

    assertThat(shown).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
  }

  @Test
  void aFrameTellsItsNumberToThoseWhoCount() {
    Message message = new Message.ExecutingNow(node("4"));

    assertThat(Json.write(MessageJson.frame(message, null)))
        .isEqualTo("{\"type\":\"executing\",\"data\":{\"node\":\"4\"}}");
    assertThat(Json.write(MessageJson.frame(message, 12L)))
        .isEqualTo("{\"type\":\"executing\",\"data\":{\"node\":\"4\"},\"seq\":12}");
  }
}
