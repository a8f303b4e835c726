package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.message.Timed;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestNodes;
import io.atelier.testkit.TestRun;
import org.junit.jupiter.api.Test;

/** Scenarios 59 to 63 and 102 of the contract: interrupts and errors. */
class InterruptScenariosTest {
  private static final PromptBuilder CHAIN =
      prompt()
          .node("1", "Hook", "x", "a")
          .node("2", "Hook", "x", output("1"))
          .node("3", "Hook", "x", output("2"))
          .node("4", "Out", "x", output("3"));

  private final TestEngine engine = TestEngine.classic();

  @Test
  void scenario59EndsBeforeTheNodeAfterTheOneThatRuns() {
    engine.during("2", engine::interrupt);

    TestRun run = engine.run(CHAIN);

    assertThat(run.story()).isEqualTo("C[] x1 x2 x3 interrupted3");
    assertThat(run.result().status()).isEqualTo(ExecutionResult.Status.INTERRUPTED);
    assertThat(run.result().closing())
        .isInstanceOfSatisfying(
            Message.ExecutionInterrupted.class,
            message -> assertThat(TestRun.ids(message.executed())).containsExactly("1", "2"));
    engine.during("2", () -> {});
    assertThat(engine.run(CHAIN).story()).isEqualTo("C[1, 2] x3 x4 E4 OK");
  }

  @Test
  void scenario60EndsBetweenListElementsAndStoresNothingOfTheNode() {
    PromptBuilder listed =
        prompt()
            .node("1", "Letters", "letters", "abc")
            .node("2", "Hook", "x", output("1"))
            .node("3", "Out", "x", output("2"));
    engine.during(
        "2",
        () -> {
          if (engine.hookRuns().size() == 2) {
            engine.interrupt();
          }
        });

    assertThat(engine.run(listed).story()).isEqualTo("C[] x1 x2 interrupted2");
    assertThat(engine.hookRuns()).hasSize(2);
    assertThat(engine.run(listed).story()).isEqualTo("C[1] x2 x3 E3 OK");
  }

  @Test
  void scenario61ForgetsAnInterruptWhileNothingRuns() {
    engine.interrupt();

    assertThat(engine.run(CHAIN).story()).endsWith("OK");
  }

  @Test
  void scenario62TakesNoNoticeOfAnInterruptForAnotherPrompt() {
    engine.during("2", () -> engine.interrupt("another"));

    assertThat(engine.run(CHAIN).story()).endsWith("OK");
  }

  @Test
  void takesNoticeOfAnInterruptWhileFingerprintsAreMade() {
    engine.knowing(
        LambdaNode.of(
            TestNodes.passing("Slow"),
            in -> {
              engine.interrupt();
              return false;
            },
            (in, context) -> io.atelier.node.NodeOutput.of("x")));

    assertThat(
            engine
                .run(prompt().node("1", "Slow", "x", "a").node("2", "Out", "x", output("1")))
                .story())
        .isEqualTo("C[] x1 interrupted1");
  }

  @Test
  void scenario63StopsAtTheFirstError() {
    TestRun run =
        engine.run(
            prompt()
                .node("1", "Boom", "x", "a")
                .node("2", "Out", "x", output("1"))
                .node("3", "Pass", "x", "b")
                .node("4", "Out", "x", output("3")));

    assertThat(run.story()).isEqualTo("C[] x1 error1");
    assertThat(run.failure().exceptionMessage()).isEqualTo("boom\n");
    assertThat(run.inHistory()).isEmpty();
  }

  @Test
  void scenario102KeepsThreeMessagesOfAnInterruptedPrompt() {
    engine.during("2", engine::interrupt);

    TestRun run = engine.run(CHAIN);

    assertThat(run.record())
        .containsExactly("execution_start", "execution_cached", "execution_interrupted");
    assertThat(run.result().messages()).allMatch(Timed.class::isInstance);
  }
}
