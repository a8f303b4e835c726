package io.atelier.node.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.node.AsyncNode;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.ExecutionBlocker;
import io.atelier.node.GraphNode;
import io.atelier.node.GraphView;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.LazyInputs;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Preview;
import io.atelier.node.PromptExtras;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.node.check.InputError;
import io.atelier.testkit.LambdaNode;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class NodeHarnessTest {
  private static final Input<Long> STEPS = Input.integer("steps").range(1L, 10L);
  private static final Input<String> WAY = Input.choice("way", "up", "down");
  private static final Input<Object> ANY = Input.any("any").optional();

  private static final Input<GraphView> GRAPH =
      Input.hidden("graph", Hidden.DYNPROMPT, GraphView.class);

  private static NodeHarness harness(
      NodeDefinition.Builder definition, LambdaNode.Body body, Input<?>... inputs) {
    return NodeHarness.of(
        LambdaNode.of(definition.inputs(inputs).outputs(SocketType.ANY), body).get());
  }

  private static NodeHarness harness(LambdaNode.Body body, Input<?>... inputs) {
    return harness(NodeDefinition.of("Tried"), body, inputs);
  }

  @Test
  void constantsAreConvertedAndCheckedAsAPromptsAre() {
    NodeHarness harness = harness((in, c) -> NodeOutput.of(in.get(STEPS)), STEPS, WAY);
    assertThat(harness.with("steps", "7").with(WAY, "up").run().output(0, Long.class)).isEqualTo(7);
    assertThat(harness.with("steps", 11).with("way", "left").refusals())
        .extracting(InputError::type)
        .containsExactly("value_bigger_than_max", "value_not_in_list");
    assertThatThrownBy(harness::run)
        .isInstanceOf(InputsRefused.class)
        .hasMessageContaining("Value 11 bigger than max of 10: steps");
  }

  @Test
  void aMissingInputIsRefused() {
    assertThat(harness((in, c) -> NodeOutput.none(), STEPS, ANY).refusals())
        .extracting(InputError::type, InputError::details)
        .containsExactly(tuple("required_input_missing", "steps"));
  }

  @Test
  void whatComesOverALinkIsNotChecked() {
    NodeHarness harness = harness((in, c) -> NodeOutput.of(in.get(STEPS)), STEPS);
    assertThat(harness.linked("steps", 11L).run().output(0)).isEqualTo(11L);
  }

  @Test
  void constantsThatAreNotDeclaredAreDropped() {
    NodeHarness harness = harness((in, c) -> NodeOutput.of(in.names()), STEPS);
    assertThat(harness.with(Map.of("steps", 1, "other", 2)).linked("more", 3).run().output(0))
        .isEqualTo(Set.of("steps", "more"));
  }

  @Test
  void failuresAreTheClients() {
    NodeHarness harness =
        harness(
            (in, c) -> {
              throw new NodeException("ValueError", "no such thing");
            });
    NodeFailure failure = catchThrowableOfType(NodeFailure.class, harness::run);
    assertThat(failure.type()).isEqualTo("ValueError");
    assertThat(failure.clientMessage()).isEqualTo("no such thing\n");
    assertThat(failure).hasMessage("ValueError: no such thing");
    assertThatThrownBy(
            harness(
                    (in, c) -> {
                      throw new NoSuchFileException("a.png");
                    })
                ::run)
        .hasMessage("FileNotFoundError: a.png");
    assertThatThrownBy(harness((in, c) -> null)::run).hasMessageStartingWith("TypeError");
  }

  @Test
  void whatItTellsIsKept() {
    Preview picture = new Preview(Preview.Format.PNG, new byte[] {1});
    NodeRun run =
        harness(
                (in, c) -> {
                  c.progress(1, 2);
                  c.progress(3, 2, picture);
                  c.text("half");
                  return NodeOutput.none().withUi("text", List.of("done"));
                })
            .run();
    assertThat(run.progress()).extracting(NodeProgress::value).containsExactly(1, 2);
    assertThat(run.previews()).containsExactly(picture);
    assertThat(run.texts()).containsExactly("half");
    assertThat(run.ui("text")).containsExactly("done");
    assertThat(run.ui("images")).isEmpty();
  }

  @Test
  void itCanBeInterrupted() {
    NodeHarness harness =
        harness(
            (in, c) -> {
              for (int step = 1; step <= 3; step++) {
                c.progress(step, 3);
              }
              return NodeOutput.none();
            });
    assertThatThrownBy(harness.interruptedAfter(2)::run)
        .isInstanceOf(PromptInterruptedException.class);
    assertThat(harness.interruptedAfter(3).run().progress()).hasSize(3);
  }

  @Test
  void listsArriveWholeWhereTheNodeTakesLists() {
    NodeHarness harness =
        harness(
            NodeDefinition.of("Lists").inputIsList(),
            (in, c) -> NodeOutput.of(in.list(STEPS), in.list(ANY)),
            STEPS,
            ANY);
    NodeRun run = harness.with("steps", 2).list("any", List.of("a", "b")).run();
    assertThat(run.returned().values()).containsExactly(List.of(2L), List.of("a", "b"));
    NodeHarness mapped = harness((in, c) -> NodeOutput.none(), ANY);
    assertThatThrownBy(() -> mapped.list("any", List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hiddenInputsAreFilled() {
    NodeRun run =
        harness(
                (in, c) ->
                    NodeOutput.of(
                        in.raw("id"), in.raw("prompt"), in.get(GRAPH).nodeIds(), in.raw("info")),
                STEPS,
                ANY,
                Input.hidden("id", Hidden.UNIQUE_ID, String.class),
                Input.hidden("prompt", Hidden.PROMPT, Map.class),
                GRAPH,
                Input.hidden("info", Hidden.EXTRA_PNGINFO, Map.class))
            .with("steps", 1)
            .linked("any", "a")
            .with("info", Map.of("workflow", 1))
            .run();
    Map<String, Object> inputs = Map.of("steps", 1L, "any", List.of("any", 0L));
    assertThat(run.returned().values())
        .containsExactly(
            "1",
            Map.of("1", Map.of("class_type", "Tried", "inputs", inputs)),
            List.of(new NodeId("1")),
            Map.of("workflow", 1));
  }

  @Test
  void servicesAndExtraDataAreLent() {
    NodeRun run =
        harness(
                (in, c) ->
                    NodeOutput.of(
                        c.service(StringBuilder.class).toString(),
                        c.service(PromptExtras.class).get("preview_method")))
            .service(StringBuilder.class, new StringBuilder("lent"))
            .extra("preview_method", "auto")
            .run();
    assertThat(run.returned().values()).containsExactly("lent", "auto");
  }

  @Test
  void expansionsAndBlockersAreThereToLookAt() {
    NodeRun expanded =
        harness(
                (in, c) -> {
                  var graph = c.newExpansion();
                  Link out = graph.node("Other").output(0);
                  return NodeOutput.expand(graph.build(), out);
                })
            .run();
    assertThat(Objects.requireNonNull(expanded.expansion()).nodes())
        .extracting(GraphNode::id)
        .containsExactly(new NodeId("1.0.0.1"));
    assertThat(harness((in, c) -> NodeOutput.blocked(ExecutionBlocker.SILENT)).run().blocker())
        .isEqualTo(ExecutionBlocker.SILENT);
  }

  /** Takes one of two lazy inputs, checks one itself, and depends on a clock. */
  private static final class Versatile
      implements LazyInputs, InputValidation, ChangeFingerprint, Node {
    private static final Input<Object> LEFT = Input.any("left").lazy();
    private static final Input<Object> RIGHT = Input.any("right").lazy();

    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Versatile")
          .inputs(WAY, LEFT, RIGHT)
          .outputs(SocketType.ANY)
          .build();
    }

    @Override
    public Collection<String> neededInputs(NodeInputs inputs, NodeContext context) {
      return List.of(inputs.get(WAY).equals("up") ? "left" : "right");
    }

    @Override
    public Set<String> validatedInputs() {
      return Set.of("way");
    }

    @Override
    public Verdict validate(NodeInputs inputs, Map<String, String> links, Services services) {
      if (inputs.get(WAY).isEmpty()) {
        throw new NodeException("KeyError", "'way'");
      }
      return inputs.get(WAY).equals("back") ? Verdict.failed("not back") : Verdict.PASSED;
    }

    @Override
    public Object fingerprint(NodeInputs inputs, NodeContext context) {
      return inputs.get(WAY) + inputs.raw("left");
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.of(inputs.raw("left"), inputs.raw("right"));
    }
  }

  private static NodeHarness versatile(String way) {
    return NodeHarness.of(new Versatile()).linked("left", 1L).linked("right", 2L).with(WAY, way);
  }

  @Test
  void lazyInputsAreThereWhenTheNodeAskedForThem() {
    NodeRun run = versatile("up").run();
    assertThat(run.askedFor()).containsExactly("left");
    assertThat(run.returned().values()).containsExactly(1L, null);
  }

  @Test
  void theNodesOwnCheckStandsForTheServers() {
    assertThat(versatile("sideways").refusals()).isEmpty();
    assertThat(versatile("back").refusals())
        .extracting(InputError::type, InputError::details)
        .containsExactly(tuple("custom_validation_failed", "way - not back"));
    assertThatThrownBy(() -> versatile("").refusals())
        .isInstanceOf(NodeFailure.class)
        .hasMessage("KeyError: 'way'");
  }

  @Test
  void aFingerprintSeesConstantsAlone() {
    assertThat(versatile("up").fingerprint()).isEqualTo("upnull");
    NodeHarness constant = harness((in, c) -> NodeOutput.none());
    assertThatThrownBy(constant::fingerprint).isInstanceOf(IllegalStateException.class);
  }

  /** Fails later. */
  private static final class Later implements AsyncNode {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of("Later").build();
    }

    @Override
    public CompletionStage<NodeOutput> start(NodeInputs inputs, NodeContext context) {
      return CompletableFuture.failedFuture(new NodeException("TimeoutError", "late"));
    }
  }

  @Test
  void anAsynchronousNodesFailureIsItsOwn() {
    assertThatThrownBy(NodeHarness.of(new Later())::run).hasMessage("TimeoutError: late");
  }
}
