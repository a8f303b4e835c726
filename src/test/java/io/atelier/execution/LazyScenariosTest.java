package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.Input;
import io.atelier.node.LazyInputs;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import io.atelier.wire.MessageJson;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios 1 to 9 and 56 to 58 of the contract: lazy, raw and undeclared inputs. */
class LazyScenariosTest {
  private static final PromptBuilder MIX =
      prompt()
          .image("1", "BLACK")
          .image("2", "WHITE")
          .mask("3", 0.0)
          .node(
              "4",
              "TestLazyMixImages",
              "image1",
              output("1"),
              "image2",
              output("2"),
              "mask",
              output("3"))
          .node("5", "Show", "images", output("4"));

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario1RunsOnlyThePictureThatTheMaskLetsThrough() {
    TestRun run = engine.run(MIX);

    assertThat(run.story()).isEqualTo("C[] x3 x4 x1 x4 x5 E5 OK");
    assertThat(run.grey("5")).containsExactly(0);
  }

  @Test
  void scenario2FindsAllButTheUnusedPictureCached() {
    engine.run(MIX);

    TestRun again = engine.run(MIX);

    assertThat(again.story()).isEqualTo("C[1, 3, 4, 5] E5 OK");
    assertThat(again.bus().of(Message.ProgressState.class))
        .singleElement()
        .extracting(message -> Json.write(MessageJson.data(message).get("nodes")))
        .asString()
        .startsWith("{\"5\":{\"value\":1.0,\"max\":1.0,\"state\":\"finished\"");
    assertThat(again.grey("5")).containsExactly(0);
  }

  @Test
  void scenario3RunsTheOtherPictureOnceTheMaskWantsIt() {
    engine.run(MIX);

    assertThat(engine.run(MIX.with("3", "value", 0.5)).story())
        .isEqualTo("C[1] x3 x4 x2 x4 x5 E5 OK");
  }

  @Test
  void scenario4RunsNothingTheSecondTimeEvenWithNoise() {
    PromptBuilder noisy = MIX.with("2", "content", "NOISE").with("3", "value", 0.5);
    TestRun first = engine.run(noisy);

    TestRun second = engine.run(noisy);

    assertThat(second.executing()).isEmpty();
    assertThat(second.grey("5")).isEqualTo(first.grey("5"));
  }

  @Test
  void scenario5StagesTheMixOnceWhenItsPicturesAreCached() {
    engine.run(MIX.with("3", "value", 0.5));

    assertThat(engine.run(MIX.with("3", "value", 0.25)).story())
        .isEqualTo("C[1, 2] x3 x4 x5 E5 OK");
  }

  @Test
  void scenario6CountsUnusedLazyBranchesIntoTheSignature() {
    engine.run(MIX);

    assertThat(engine.run(MIX.with("2", "content", "NOISE")).story())
        .isEqualTo("C[1, 3] x4 x5 E5 OK");
  }

  @Test
  void scenario7AsksForTheLazyInputsOfAllMappedCalls() {
    PromptBuilder listed =
        MIX.node("6", "TestMakeListNode", "value1", 0.0, "value2", 0.5, "value3", 1.0)
            .with("3", "value", output("6"));

    TestRun run = engine.run(listed);

    assertThat(run.story()).isEqualTo("C[] x6 x3 x4 x1 x2 x4 x5 E5 OK");
    assertThat(run.grey("5")).containsExactly(0, 127, 255);
  }

  @Test
  void scenario8EndsAtTheErrorButKeepsWhatOthersShowed() {
    PromptBuilder unequal =
        MIX.image("2", "WHITE", 4).with("3", "value", 0.5).node("6", "Show", "images", output("1"));

    TestRun run = engine.run(unequal);

    assertThat(run.story()).isEqualTo("C[] x1 x6 E6 x3 x4 x2 x4 error4");
    assertThat(run.failure().exceptionType()).isEqualTo("RuntimeError");
    assertThat(run.failure().exceptionMessage()).endsWith("\n");
    assertThat(TestRun.ids(run.failure().executed())).containsExactly("1", "2", "3", "6");
    assertThat(run.inHistory()).containsExactly("6");
    assertThat(run.result().status()).isEqualTo(ExecutionResult.Status.FAILED);
  }

  @Test
  void scenario9KeepsWhatWasDoneBeforeTheError() {
    PromptBuilder unequal = MIX.image("2", "WHITE", 4).with("3", "value", 0.5);
    engine.run(unequal);

    assertThat(engine.run(MIX.with("3", "value", 0.5)).story())
        .isEqualTo("C[1, 3] x4 x2 x4 x5 E5 OK");
  }

  @Test
  void scenario56PassesARawLinkItselfAndStillRunsItsSource() {
    engine.knowing(
        LambdaNode.of(
            NodeDefinition.of("Raw")
                .inputs(Input.socket("x", SocketType.ANY, Link.class).rawLink())
                .outputs(SocketType.ANY),
            (in, context) -> NodeOutput.of(String.valueOf(in.raw("x")))));

    TestRun run =
        engine.run(
            prompt()
                .node("1", "Idm")
                .node("2", "Raw", "x", output("1"))
                .node("3", "Out", "x", output("2")));

    assertThat(run.story()).isEqualTo("C[] x1 x2 x3 E3 OK");
    assertThat(run.text("3").toString()).contains("1").contains("0");
  }

  @Test
  void scenario57RefusesAWishForAnInputThatIsNotConnected() {
    engine.knowing(() -> new Wishing("Wishing", "nowhere"));
    engine.knowing(() -> new Wishing("WishingConstant", "extra"));

    TestRun absent =
        engine.run(prompt().node("1", "Wishing", "x", "a").node("2", "Out", "x", output("1")));
    TestRun constant =
        engine.run(
            prompt()
                .node("1", "WishingConstant", "x", "a", "extra", 5L)
                .node("2", "Out", "x", output("1")));

    assertThat(absent.failure().exceptionType()).isEqualTo("comfy_execution.graph.NodeInputError");
    assertThat(absent.failure().exceptionMessage())
        .isEqualTo(
            "Node 1 says it needs input nowhere, but there is no input to that node at all\n");
    assertThat(constant.failure().exceptionMessage())
        .isEqualTo("Node 1 says it needs input extra, but that value is a constant\n");
  }

  @Test
  @Timeout(20)
  void aWishForAnOutputThatItsSourceNeverGivesDoesNotRepeatForEver() {
    engine.knowing(() -> new Wishing("Wishing", "x"));

    TestRun run =
        engine.run(
            prompt()
                .node("1", "UiOnly", "x", "a")
                .node("2", "Wishing", "x", output("1"))
                .node("3", "Out", "x", output("2")));

    assertThat(run.text("3")).containsExactly("done");
  }

  @Test
  void scenario58PassesUndeclaredLinksAndNoUndeclaredConstants() {
    PromptBuilder average =
        prompt()
            .image("1", "WHITE")
            .image("2", "BLACK")
            .node(
                "3",
                "TestVariadicAverage",
                "input1",
                output("1"),
                "input2",
                output("2"),
                "input3",
                output("2"),
                "input4",
                output("2"))
            .node("4", "Show", "images", output("3"));

    assertThat(engine.run(average).grey("4")).containsExactly(63);
    assertThat(engine.run(average.with("3", "input2", 5L)).grey("4")).containsExactly(255);
  }

  /** A node that wishes for one input by name. */
  private record Wishing(String name, String wish) implements Node, LazyInputs {
    @Override
    public NodeDefinition definition() {
      return NodeDefinition.of(name).inputs(Input.any("x").lazy()).outputs(SocketType.ANY).build();
    }

    @Override
    public Collection<String> neededInputs(NodeInputs inputs, NodeContext context) {
      return List.of(wish);
    }

    @Override
    public NodeOutput run(NodeInputs inputs, NodeContext context) {
      return NodeOutput.of("done");
    }
  }
}
