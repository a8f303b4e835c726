package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.AsyncNode;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios 64 to 68 of the contract: nodes that wait. */
@Timeout(30)
class AsyncScenariosTest {
  private static final double LONG = 9000;

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario64LetsSeveralNodesWaitAtATime() {
    PromptBuilder three = prompt().node("1", "Idm");
    for (int i = 2; i <= 4; i++) {
      three =
          three
              .node("" + i, "TestSleep", "value", output("1"), "seconds", 0.05 + i / 100.0)
              .node("1" + i, "Out", "x", output("" + i));
    }

    TestRun run = engine.run(three);

    assertThat(run.executing().subList(0, 4)).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(run.bus().of(Message.Progress.class))
        .extracting(message -> message.node().id().value())
        .contains("2", "3", "4");
    assertThat(run.inHistory()).containsExactly("12", "13", "14");
  }

  @Test
  void scenario65FailsWithoutInputsWhenAWaitFails() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "TestAsyncError", "value", "a", "error_after", 0.01)
                .node("2", "Out", "x", output("1")));

    assertThat(run.story()).isEqualTo("C[] x1 error1");
    assertThat(run.failure().exceptionMessage())
        .isEqualTo("Intentional async execution error for testing\n");
    assertThat(run.failure().currentInputs()).isEqualTo(Map.of());
  }

  @Test
  void scenario66DoesNotWaitForOthersAfterAnError() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "TestSleep", "value", "a", "seconds", LONG)
                .node("2", "Out", "x", output("1"))
                .node("3", "TestSyncError", "value", "b")
                .node("4", "Out", "x", output("3")));

    assertThat(run.story()).isEqualTo("C[] x1 x3 error3");
    assertThat(run.failure().exceptionMessage())
        .isEqualTo("Intentional sync execution error for testing\n");
  }

  @Test
  void scenario67StartsAllListElementsAndKeepsTheirOrder() {
    engine.knowing(Meeting::new);

    TestRun run =
        engine.run(
            prompt()
                .node("1", "Letters", "letters", "ab")
                .node("2", "Meeting", "x", output("1"))
                .node("3", "Out", "x", output("2")));

    assertThat(run.text("3")).containsExactly("a", "b");
  }

  @Test
  void scenario68TellsOfATimeOut() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "TestAsyncTimeout", "value", "a", "timeout", 0.1, "operation_time", 2.0)
                .node("2", "Out", "x", output("1")));

    assertThat(run.failure().exceptionMessage()).contains("timed out after 0.1 seconds");
  }

  @Test
  void waitsOnceForEqualNodes() {
    TestRun run =
        engine.run(
            prompt()
                .node(
                    "1",
                    "TestAsyncResourceUser",
                    "value",
                    "a",
                    "resource_id",
                    "r",
                    "duration",
                    0.05)
                .node(
                    "2",
                    "TestAsyncResourceUser",
                    "value",
                    "a",
                    "resource_id",
                    "r",
                    "duration",
                    0.05)
                .node("3", "Cat", "a", output("1"), "b", output("2"))
                .node("4", "Out", "x", output("3")));

    assertThat(run.text("4")).containsExactly("aa");
  }

  @Test
  void anInterruptEndsAWait() {
    PromptBuilder waiting =
        prompt()
            .node("1", "TestSleep", "value", "a", "seconds", LONG)
            .node("2", "Out", "x", output("1"))
            .node("3", "Hook", "x", "b")
            .node("4", "Out", "x", output("3"));
    engine.during("3", engine::interrupt);

    assertThat(engine.run(waiting).story()).contains("interrupted");
  }

  /** Each call ends only when the other has begun; the later one ends first. */
  private static final class Meeting implements AsyncNode {
    private final CompletableFuture<@Nullable Void> bothAreThere = new CompletableFuture<>();

    @Override
    public NodeDefinition definition() {
      return TestNodes.passing("Meeting").build();
    }

    @Override
    public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
      Object x = inputs.get(TestNodes.X);
      if (List.of("b").contains(x)) {
        bothAreThere.complete(null);
      }
      return bothAreThere.thenApplyAsync(nothing -> NodeOutput.of(x));
    }
  }
}
