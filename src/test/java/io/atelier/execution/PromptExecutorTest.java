package io.atelier.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.wire.ErrorJson;
import io.atelier.wire.MessageJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptExecutorTest {
  private final NodeRegistry registry =
      NodeRegistry.builder().add(Pass::new, "test").add(Out::new, "test").build();
  private final PromptExecutor executor =
      new PromptExecutor(registry, Services.NONE, new ClassicCache(), EngineOptions.sequential());
  private final List<String> seen = new ArrayList<>();

  @Test
  void runsAChainFromItsBeginningAndFindsItCachedAfterwards() {
    String graph =
        """
        {"3": {"class_type": "Out", "inputs": {"x": ["2", 0]}},
         "2": {"class_type": "Pass", "inputs": {"x": ["1", 0]}},
         "1": {"class_type": "Pass", "inputs": {"x": "a"}}}
        """;

    ExecutionResult first = run(graph);

    assertThat(seen)
        .containsExactly(
            "execution_start",
            "cached[]",
            "ps1",
            "x1",
            "ps1",
            "ps2",
            "x2",
            "ps2",
            "ps3",
            "x3",
            "E3",
            "ps3");
    assertThat(first.status()).isEqualTo(ExecutionResult.Status.SUCCEEDED);
    assertThat(first.outputs()).containsEntry(new NodeId("3"), Map.of("text", List.of("a")));

    seen.clear();
    run(graph);

    assertThat(seen).containsExactly("execution_start", "cached[3, 2, 1]", "E3", "ps1");
  }

  @Test
  void evaluatesAChainOfTenThousandNodes() {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("0", Map.of("class_type", "Pass", "inputs", Map.of("x", "deep")));
    for (int i = 1; i <= 10_000; i++) {
      graph.put(
          "" + i, Map.of("class_type", "Pass", "inputs", Map.of("x", List.of("" + (i - 1), 0L))));
    }
    graph.put("out", Map.of("class_type", "Out", "inputs", Map.of("x", List.of("10000", 0L))));

    ExecutionResult result = run(Json.write(graph));

    assertThat(result.outputs()).containsEntry(new NodeId("out"), Map.of("text", List.of("deep")));
  }

  private ExecutionResult run(String graph) {
    ValidationReport report =
        new PromptValidator(registry, Services.NONE, ErrorJson::length)
            .validate(Prompt.fromJson(Json.parse(graph)), null);
    assertThat(report).isInstanceOf(ValidationReport.Accepted.class);
    ValidationReport.Accepted accepted = (ValidationReport.Accepted) report;
    return executor.run(
        new PromptJob(
            PromptId.random(),
            accepted.prompt(),
            accepted.outputs(),
            ExtraData.of(Map.of("client_id", "me"))),
        (audience, message) -> seen.add(describe(message)));
  }

  private static String describe(Message message) {
    if (message instanceof Message.Executing m) {
      return "x" + m.node();
    }
    if (message instanceof Message.Executed m) {
      return "E" + m.node();
    }
    if (message instanceof Message.ExecutionCached m) {
      return "cached" + m.nodes();
    }
    if (message instanceof Message.ProgressState m) {
      return "ps" + m.snapshot().size();
    }
    return MessageJson.type(message);
  }

  private static final Input<Object> X = Input.any("x");

  static final class Pass implements Node {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Pass").inputs(X).outputs(SocketType.ANY).build();
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.of(inputs.get(X));
    }
  }

  static final class Out implements Node {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Out").inputs(X).outputNode().build();
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.none().withUi("text", List.of(inputs.get(X)));
    }
  }
}
