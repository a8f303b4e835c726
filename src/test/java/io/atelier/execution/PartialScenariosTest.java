package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.prompt.ValidationReport;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scenarios 69 to 72 of the contract: partial execution. */
class PartialScenariosTest {
  private static final PromptBuilder TWO =
      prompt()
          .node("1", "Pass", "x", "a")
          .node("3", "Out", "x", output("1"))
          .node("2", "Pass", "x", "b")
          .node("4", "Out", "x", output("2"));

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario69RunsOnlyTheTargetsBranch() {
    TestRun run = engine.run(TWO, "3");

    assertThat(run.story()).isEqualTo("C[] x1 x3 E3 OK");
    assertThat(run.inHistory()).containsExactly("3");
  }

  @Test
  void scenario70ShowsOnlyTheTargetOfACachedPrompt() {
    engine.run(TWO);

    TestRun run = engine.run(TWO, "3");

    assertThat(run.story()).isEqualTo("C[1, 3, 2, 4] E3 OK");
    assertThat(run.inHistory()).containsExactly("3");
  }

  @Test
  void scenario71RefusesTargetsThatAreNoOutputs() {
    assertThat(engine.validate(TWO, "1"))
        .isInstanceOfSatisfying(
            ValidationReport.Rejected.class,
            refused -> assertThat(refused.error().type()).isEqualTo("prompt_no_outputs"));
    assertThat(
            new io.atelier.prompt.PromptValidator(
                    engine.registry(),
                    io.atelier.node.Services.NONE,
                    io.atelier.wire.ErrorJson::length)
                .validate(TWO.build(), Set.of()))
        .isInstanceOf(ValidationReport.Rejected.class);
  }

  @Test
  void scenario72RunsAnOutputNodeThatTheTargetHangsOn() {
    TestRun run =
        engine.run(
            prompt()
                .image("1", "WHITE")
                .node("2", "TestOutputNodeWithSocketOutput", "image", output("1"), "value", 0.5)
                .node("3", "Show", "images", output("2")),
            "3");

    assertThat(run.story()).isEqualTo("C[] x1 x2 x3 E3 OK");
    assertThat(run.grey("3")).containsExactly(127);
  }
}
