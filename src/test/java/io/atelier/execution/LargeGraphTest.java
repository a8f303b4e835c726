package io.atelier.execution;

import static io.atelier.testkit.PromptBuilder.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.testkit.TestEngine;
import io.atelier.wire.ErrorJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs as large as clients may send: nothing recurses along links, nothing is quadratic. */
@Timeout(60)
class LargeGraphTest {
  private static final int MANY = 10_000;

  private final NodeRegistry registry = TestEngine.classic().registry();
  private final PromptExecutor executor =
      new PromptExecutor(registry, Services.NONE, new ClassicCache(), EngineOptions.sequential());

  private static Map<String, Object> node(String classType, Object x) {
    return Map.of("class_type", classType, "inputs", Map.of("x", x));
  }

  private ExecutionResult run(Map<String, Object> graph) {
    if (new PromptValidator(registry, Services.NONE, ErrorJson::length)
            .validate(Prompt.fromJson(graph), null)
        instanceof ValidationReport.Accepted accepted) {
      return executor.run(
          new PromptJob(PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.NONE),
          (audience, message) -> {});
    }
    throw new AssertionError("refused");
  }

  @Test
  void aChainOfTenThousandNodesRuns() {
    Map<String, Object> chain = new LinkedHashMap<>();
    chain.put("0", node("Pass", "deep"));
    for (int i = 1; i < MANY; i++) {
      chain.put("" + i, node("Pass", output("" + (i - 1))));
    }
    chain.put("out", node("Out", output("" + (MANY - 1))));

    ExecutionResult first = run(chain);

    assertThat(first.outputs().values()).containsExactly(Map.of("text", List.of("deep")));
    assertThat(run(chain).messages())
        .anySatisfy(
            message ->
                assertThat(message)
                    .isInstanceOfSatisfying(
                        Message.ExecutionCached.class,
                        cached -> assertThat(cached.nodes()).hasSize(MANY + 1)));
  }

  @Test
  void oneNodeMayFeedTenThousandOthers() {
    Map<String, Object> star = new LinkedHashMap<>();
    star.put("hub", node("Pass", "a"));
    for (int i = 0; i < MANY; i++) {
      star.put(
          "p" + i, Map.of("class_type", "Cat", "inputs", Map.of("a", output("hub"), "b", "" + i)));
      star.put("o" + i, node("Out", output("p" + i)));
    }

    assertThat(run(star).outputs()).hasSize(MANY);
  }

  @Test
  void aCycleOfTenThousandNodesIsRefused() {
    Map<String, Object> ring = new LinkedHashMap<>();
    for (int i = 0; i < MANY; i++) {
      ring.put("" + i, node("Pass", output("" + (i + MANY - 1) % MANY)));
    }
    ring.put("out", node("Out", output("0")));

    ValidationReport report =
        new PromptValidator(registry, Services.NONE, ErrorJson::length)
            .validate(Prompt.fromJson(ring), null);

    assertThat(report).isInstanceOf(ValidationReport.Rejected.class);
  }
}
