package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import io.atelier.wire.MessageJson;
import org.junit.jupiter.api.Test;

/** Scenarios 37 to 42 of the contract: blockers. */
class BlockerScenariosTest {
  private static final PromptBuilder AVERAGED =
      prompt()
          .image("1", "BLACK")
          .node("2", "TestExecutionBlocker", "input", output("1"), "block", true, "verbose", true)
          .node("3", "TestVariadicAverage", "input1", output("2"))
          .node("4", "Show", "images", output("3"));

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario37BlocksOneElementSilently() {
    TestRun run =
        engine.run(
            prompt()
                .image("1", "WHITE")
                .node("2", "TestMakeListNode", "value1", false, "value2", true)
                .node(
                    "3",
                    "TestExecutionBlocker",
                    "input",
                    output("1"),
                    "block",
                    output("2"),
                    "verbose",
                    false)
                .node("4", "Show", "images", output("3")));

    assertThat(run.story()).endsWith("x4 E4 OK").doesNotContain("blocked");
    assertThat(run.grey("4")).containsExactly(255);
  }

  @Test
  void scenario38LetsABlockedElementPassThroughALister() {
    TestRun run =
        engine.run(
            prompt()
                .image("1", "WHITE")
                .node("2", "TestMakeListNode", "value1", false, "value2", true, "value3", false)
                .node(
                    "3",
                    "TestExecutionBlocker",
                    "input",
                    output("1"),
                    "block",
                    output("2"),
                    "verbose",
                    false)
                .node("4", "TestMakeListNode", "value1", output("3"))
                .node("5", "Show", "images", output("4")));

    assertThat(run.grey("5")).containsExactly(255, 255);
  }

  @Test
  void scenario39TellsWhyAnOutputIsBlockedAndSucceeds() {
    TestRun run =
        engine.run(
            AVERAGED
                .node("4", "Show", "images", output("2"))
                .node("3", "Show", "images", output("1")));

    assertThat(run.story()).contains("x4 blocked4").doesNotContain("E4").endsWith("OK");
    assertThat(run.grey("3")).containsExactly(0);
    assertThat(run.record()).doesNotContain("execution_error");
    assertThat(run.bus().of(Message.ExecutionBlocked.class))
        .singleElement()
        .satisfies(
            blocked -> {
              assertThat(blocked.failure().exceptionType()).isEqualTo("ExecutionBlocked");
              assertThat(blocked.failure().exceptionMessage())
                  .isEqualTo("Execution Blocked: Blocked Execution");
              assertThat(MessageJson.data(blocked)).doesNotContainKey("timestamp");
            });
  }

  @Test
  void scenario40NamesTheFirstNodeThatABlockerReaches() {
    assertThat(engine.run(AVERAGED).story()).isEqualTo("C[] x1 x2 x3 blocked3 x4 OK");
  }

  @Test
  void scenario41SaysNothingWhenTheBlockedResultsAreCached() {
    engine.run(AVERAGED);

    assertThat(engine.run(AVERAGED).story()).isEqualTo("C[1, 2, 3, 4] E4=null OK");
  }

  @Test
  void scenario42DoesNotCallANodeThatTakesListsWithABlockedElement() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "TestMakeListNode", "value1", false, "value2", true)
                .node(
                    "2",
                    "TestExecutionBlocker",
                    "input",
                    "a",
                    "block",
                    output("1"),
                    "verbose",
                    false)
                .node("3", "Join", "texts", output("2"), "sep", "-")
                .node("4", "Out", "x", output("3")));

    assertThat(run.story()).isEqualTo("C[] x1 x2 x3 x4 OK");
    assertThat(run.text("4")).isEmpty();
  }
}
