package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeOutput;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scenarios 30 to 36 of the contract: lists, and what calls may return. */
class ListScenariosTest {
  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario30RepeatsTheLastElementOfShorterLists() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Letters", "letters", "abc")
                .node("2", "Letters", "letters", "xy")
                .node("3", "Cat", "a", output("1"), "b", output("2"))
                .node("4", "Out", "x", output("3")));

    assertThat(run.text("4")).containsExactly("ax", "by", "cy");
  }

  @Test
  void scenario31FailsWhenAnEmptyListMeetsAConstant() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Emp")
                .node("2", "Cat", "a", output("1"), "b", "c")
                .node("3", "Out", "x", output("2")));

    assertThat(run.story()).endsWith("error2");
    assertThat(run.failure().exceptionType()).isEqualTo("IndexError");
    assertThat(run.failure().exceptionMessage()).isEqualTo("list index out of range\n");
    assertThat(run.failure().currentInputs()).isEqualTo(Map.of("a", List.of(), "b", List.of("c")));
  }

  @Test
  void scenario32CallsWithoutArgumentsWhenAllListsAreEmpty() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Emp")
                .node("2", "Pass", "x", output("1"))
                .node("3", "Out", "x", output("2")));

    assertThat(run.failure().exceptionType()).isEqualTo("TypeError");
    assertThat(run.failure().exceptionMessage()).contains("missing").contains("'x'");
  }

  @Test
  void scenario33CallsANodeThatTakesListsOnce() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Letters", "letters", "ab")
                .node("2", "Join", "texts", output("1"), "sep", "-")
                .node("3", "Out", "x", output("2")));

    assertThat(run.text("3")).containsExactly("a-b");
  }

  @Test
  void scenario34MergesWhatMappedCallsShow() {
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Both").outputNode(),
            (in, context) ->
                NodeOutput.none()
                    .withUi("text", List.of(in.get(TestNodes.X)))
                    .withUi("b", List.of("q"))));

    TestRun run =
        engine.run(
            prompt().node("1", "Letters", "letters", "ab").node("2", "Both", "x", output("1")));

    assertThat(run.story()).isEqualTo("C[] x1 x2 E2 OK");
    assertThat(run.shown("2", "text")).containsExactly("a", "b");
    assertThat(run.shown("2", "b")).containsExactly("q", "q");
  }

  @Test
  void scenario35GivesNullWhereANodeOnlyShows() {
    TestRun run =
        engine.run(prompt().node("1", "UiOnly", "x", "a").node("2", "Out", "x", output("1")));

    assertThat(run.text("2")).containsExactly("null");
  }

  @Test
  void scenario36RefusesANodeThatReturnsNothing() {
    TestRun run =
        engine.run(prompt().node("1", "Null", "x", "a").node("2", "Out", "x", output("1")));

    assertThat(run.failure().exceptionType()).isEqualTo("TypeError");
    assertThat(run.failure().exceptionMessage())
        .isEqualTo("object of type 'NoneType' has no len()\n");
  }

  @Test
  void aNodeMayShowAndReturnAtOnce() {
    TestRun run =
        engine.run(prompt().node("1", "UiRes", "x", 1L).node("2", "Out", "x", output("1")));

    assertThat(run.text("1")).containsExactly(1L);
    assertThat(run.text("2")).containsExactly("2");
  }
}
