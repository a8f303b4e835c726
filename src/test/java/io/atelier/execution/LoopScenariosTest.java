package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios 54 and 55 of the contract: loops made of expansion. */
class LoopScenariosTest {
  private final TestEngine engine = TestEngine.classic();

  private static PromptBuilder loop(long times) {
    return prompt()
        .image("1", "BLACK")
        .image("2", "WHITE")
        .node("3", "TestForLoopOpen", "remaining", times, "initial_value1", output("2"))
        .node("4", "TestVariadicAverage", "input1", output("1"), "input2", output("3", 2))
        .node("5", "TestForLoopClose", "flow_control", output("3"), "initial_value1", output("4"))
        .node("6", "Show", "images", output("5"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void scenario54HalvesThePictureSoManyTimes(long times) {
    TestRun run = engine.run(loop(times));

    assertThat(run.grey("6")).containsExactly(255 >> times);
    assertThat(engine.run(loop(times)).story()).isEqualTo("C[1, 2, 3, 4, 5, 6] E6 OK");
  }

  @Test
  void scenario54NestsTheIdsOfIterations() {
    assertThat(engine.run(loop(3)).executing())
        .containsExactly(
            "2",
            "3",
            "1",
            "4",
            "5",
            "5.0.0.1",
            "5.0.0.2",
            "5.0.0.3",
            "5.0.0.3.0.0.3",
            "5.0.0.3.0.0.4",
            "5.0.0.3.0.0.5.0.0.1",
            "5.0.0.3.0.0.5.0.0.2",
            "5.0.0.3.0.0.Recurse",
            "5.0.0.3.0.0.Recurse.0.0.5.0.0.3.0.0.3",
            "5.0.0.3.0.0.Recurse.0.0.5.0.0.3.0.0.4",
            "5.0.0.3.0.0.Recurse.0.0.5.0.0.3.0.0.5.0.0.1",
            "5.0.0.3.0.0.Recurse.0.0.5.0.0.3.0.0.5.0.0.2",
            "5.0.0.3.0.0.Recurse.0.0.Recurse",
            "6");
  }

  @Test
  void scenario55RunsOnEveryPromptWhatALoopStartsFrom() {
    PromptBuilder fromNan =
        loop(2).node("7", "Nan", "x", output("2")).with("3", "initial_value1", output("7"));
    engine.run(fromNan);

    assertThat(engine.run(fromNan).executing()).contains("7");
  }
}
