package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.Expansion;
import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Scenarios 43 to 53 of the contract: nodes that return graphs. */
class ExpansionScenariosTest {
  private static final PromptBuilder MIXED =
      prompt()
          .node("1", "TestMakeListNode", "value1", 0.1, "value2", 0.2, "value3", 0.3)
          .node("2", "TestMixedExpansionReturns", "input1", output("1"))
          .node("3", "Show", "images", output("2"));

  private static final PromptBuilder EXPANDED =
      prompt().node("1", "Expand", "x", "a").node("2", "Out", "x", output("1"));

  private final TestEngine engine = TestEngine.classic();

  /** A class {@code Expand} that returns the graph that a function builds. */
  private static Supplier<Node> expand(
      BiFunction<NodeInputs, Expansion.Builder, Expansion.NodeBuilder> graph) {
    return LambdaNode.of(
        TestNodes.passing("Expand"),
        (in, context) -> {
          Expansion.Builder builder = context.newExpansion();
          Expansion.NodeBuilder result = graph.apply(in, builder);
          return NodeOutput.expand(builder.build(), result.output(0));
        });
  }

  private static Expansion.NodeBuilder pass(NodeInputs in, Expansion.Builder graph) {
    return graph.node("Pass").input("x", in.get(TestNodes.X));
  }

  @Test
  void scenario43MixesValuesAndGraphsInOrderOfTheCalls() {
    TestRun run = engine.run(MIXED);

    assertThat(run.story())
        .isEqualTo("C[] x1 x2 x2.2.0.1 x2.2.0.4 x2.2.0.2 x2.2.0.3 x2.2.0.4 x3 E3 OK");
    assertThat(run.bus().of(Message.Executing.class))
        .filteredOn(message -> message.node().value().startsWith("2."))
        .allMatch(message -> message.displayNode().value().equals("2"));
    assertThat(run.grey("3")).containsExactly(25, 51, 76);
  }

  @Test
  void scenario44ExpandsAgainButReusesTheGraphsNodes() {
    engine.run(MIXED);

    assertThat(engine.run(MIXED.with("1", "value2", 0.15)).story()).isEqualTo("C[] x1 x2 x3 E3 OK");
  }

  /** Expands to Pass and an output node that is highlighted as node 9. */
  private static Supplier<Node> showing() {
    return expand(
        (in, graph) -> {
          Expansion.NodeBuilder pass = graph.node("Pass").input("x", "shown");
          graph.node("Out").input("x", pass.output(0)).display(new NodeId("9"));
          return pass;
        });
  }

  @Test
  void scenario45NamesAnExpandedOutputInMessagesAndHistory() {
    engine.knowing(showing());

    TestRun run = engine.run(EXPANDED);

    assertThat(run.bus().of(Message.Executed.class))
        .filteredOn(message -> message.node().value().equals("1.0.0.2"))
        .singleElement()
        .matches(message -> message.displayNode().value().equals("9"));
    assertThat(run.text("1.0.0.2")).containsExactly("shown");
    assertThat(run.result().identities().get(new NodeId("1.0.0.2")))
        .satisfies(
            identity -> {
              assertThat(identity.parent()).isEqualTo(new NodeId("1"));
              assertThat(identity.real()).isEqualTo(new NodeId("1"));
            });
  }

  @Test
  void scenario46ListsNoExpandedNodesTheSecondTime() {
    engine.knowing(showing());
    engine.run(EXPANDED);

    TestRun again = engine.run(EXPANDED);

    assertThat(again.story()).isEqualTo("C[1, 2] E2 OK");
    assertThat(again.inHistory()).containsExactly("2");
  }

  @Test
  void scenario47ShowsACachedExpandedOutputWithoutRunningIt() {
    engine.knowing(showing());
    engine.run(EXPANDED);

    TestRun changed = engine.run(EXPANDED.with("1", "x", "b"));

    assertThat(changed.executing()).containsExactly("1", "2");
    assertThat(changed.story()).contains("E1.0.0.2");
  }

  @Test
  void scenario48RunsExpandedNodesAgainThatHoldObjects() {
    engine.knowing(expand((in, graph) -> graph.node("Pass").input("x", new Object())));
    engine.run(EXPANDED);

    assertThat(engine.run(EXPANDED.with("1", "x", "b")).executing())
        .containsExactly("1", "1.0.0.1", "2");
  }

  @Test
  void scenario49NumbersExpandedNodesByCall() {
    engine.knowing(expand(ExpansionScenariosTest::pass));

    TestRun run =
        engine.run(EXPANDED.with("1", "x", output("0")).node("0", "Letters", "letters", "ab"));

    assertThat(run.executing()).contains("1.0.0.1", "1.1.0.1");
    assertThat(run.text("2")).containsExactly("a", "b");
  }

  @Test
  void scenario50RefusesAnExpandedNodeWhoseIdIsTaken() {
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Expand"),
            (in, context) ->
                NodeOutput.expand(
                    new Expansion(
                        List.of(new GraphNode(new NodeId("2"), "Idm", Map.of(), null))))));

    TestRun run = engine.run(EXPANDED);

    assertThat(run.story()).endsWith("x1 error1");
    assertThat(run.failure().exceptionType()).isEqualTo("execution.DuplicateNodeError");
    assertThat(run.failure().exceptionMessage()).startsWith("Attempt to add duplicate node 2.");
  }

  @Test
  void scenario51BlamesTheSubmittedNodeForAnErrorInsideItsGraph() {
    engine.knowing(expand((in, graph) -> graph.node("Boom").input("x", in.get(TestNodes.X))));

    TestRun run = engine.run(EXPANDED);

    assertThat(run.story()).isEqualTo("C[] x1 x1.0.0.1 error1");
    assertThat(run.failure().nodeType()).isEqualTo("Expand");
    assertThat(run.failure().currentInputs()).isEqualTo(Map.of("x", List.of("a")));
  }

  @Test
  void scenario52TellsExpandedNodesTheirOwnIdAndTheLiveGraph() {
    engine.knowing(expand((in, graph) -> graph.node("Spy"))).knowing(Spy::new);

    TestRun run = engine.run(EXPANDED);

    assertThat(run.text("2")).containsExactly("1.0.0.1 of [1, 2] among [1, 2, 1.0.0.1]");
  }

  @Test
  void scenario53FindsACycleThatAnExpansionMakes() {
    TestRun run =
        engine.run(
            prompt()
                .image("1", "BLACK")
                .image("2", "WHITE")
                .node(
                    "3", "TestDynamicDependencyCycle", "input1", output("1"), "input2", output("2"))
                .node("4", "Show", "images", output("3")));

    assertThat(run.story()).endsWith("error3");
    assertThat(run.failure().exceptionMessage()).isEqualTo("Dependency cycle detected");
    assertThat(run.failure().exceptionType()).isEqualTo("graph.DependencyCycleError");
    assertThat(run.failure().traceback()).isEmpty();
    assertThat(run.failure().currentInputs()).isEqualTo(List.of());
    assertThat(run.result().status()).isEqualTo(ExecutionResult.Status.FAILED);
  }

  /** Tells what its hidden inputs hold. */
  private static final class Spy implements Node {
    private static final Input<String> ID = Input.hidden("id", Hidden.UNIQUE_ID, String.class);
    private static final Input<?> PROMPT = Input.hidden("prompt", Hidden.PROMPT, Map.class);
    private static final Input<GraphView> GRAPH =
        Input.hidden("graph", Hidden.DYNPROMPT, GraphView.class);

    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Spy").inputs(ID, PROMPT, GRAPH).outputs(SocketType.ANY).build();
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.of(
          "%s of %s among %s"
              .formatted(
                  inputs.get(ID),
                  ((Map<?, ?>) inputs.get(PROMPT)).keySet(),
                  inputs.get(GRAPH).nodeIds()));
    }
  }
}
