package io.atelier.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.Choices;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.TestEngine;
import io.atelier.wire.ErrorJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prompts that are wrong in thousands of places: told in bounded time, in bounded words. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManyFailuresTest {
  private static final int MANY = 4_000;
  private static final int ROOM = 3 << 20;

  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Object> nodes = new LinkedHashMap<>();
  private final TestEngine engine =
      TestEngine.classic()
          .knowing(
              LambdaNode.of(
                  NodeDefinition.of("Pick")
                      .inputs(Input.choice("value", offered()))
                      .outputs(SocketType.IMAGE),
                  (in, context) -> NodeOutput.none()));

  private Choices offered() {
    return services -> {
      asked.incrementAndGet();
      return new ArrayList<>(List.of("a", "b"));
    };
  }

  private void node(String id, String classType, Map<String, ? extends @Nullable Object> inputs) {
    nodes.put(id, Map.of("class_type", classType, "inputs", inputs));
  }

  private ValidationReport report() {
    return new PromptValidator(engine.registry(), Services.NONE, ErrorJson::length)
        .validate(Prompt.fromJson(nodes), null);
  }

  private ValidationReport.Rejected rejected() {
    ValidationReport report = report();
    assertThat(report).isInstanceOf(ValidationReport.Rejected.class);
    ValidationReport.Rejected rejected = (ValidationReport.Rejected) report;
    String answer =
        Json.write(List.of(ErrorJson.of(rejected.error()), ErrorJson.of(rejected.nodeErrors())));
    assertThat(answer.length()).isLessThan(ROOM);
    return rejected;
  }

  private static void assertMoreNodes(ValidationReport.Rejected rejected, int all) {
    int more = all - rejected.nodeErrors().size();
    assertThat(more).isPositive();
    assertThat(rejected.error().extraInfo()).containsEntry("more_nodes", more);
    assertThat(rejected.error().message()).contains(" " + more + " more nodes");
  }

  @Test
  void thousandsOfFailingOutputsAreCountedAndTheFirstTold() {
    for (int i = 0; i < MANY; i++) {
      node("" + i, "Show", Map.of());
    }
    ValidationReport.Rejected rejected = rejected();

    assertMoreNodes(rejected, MANY);
    assertThat(rejected.error().details())
        .startsWith("Required input is missing: images\n")
        .endsWith("\n… and " + (MANY - 100) + " more errors");
    NodeErrors first = rejected.nodeErrors().values().iterator().next();
    assertThat(first.dependentOutputs())
        .startsWith(new NodeId("0"), new NodeId("1"))
        .hasSizeBetween(2, 100);
  }

  @Test
  void fewFailingOutputsAreToldAsEver() {
    for (int i = 0; i < 3; i++) {
      node("" + i, "Show", Map.of());
    }
    ValidationReport.Rejected rejected = rejected();

    assertThat(rejected.error().message()).isEqualTo("Prompt outputs failed validation");
    assertThat(rejected.error().extraInfo()).isEmpty();
    assertThat(rejected.nodeErrors().values())
        .extracting(NodeErrors::dependentOutputs)
        .containsExactly(
            List.of(new NodeId("0"), new NodeId("1"), new NodeId("2")),
            List.of(new NodeId("1"), new NodeId("2")),
            List.of(new NodeId("2")));
  }

  @Test
  void oneGoodOutputRunsBesideThousandsOfBadOnes() {
    node("good", "StubImage", Map.of("content", "BLACK", "height", 8, "width", 8, "batch_size", 1));
    node("show", "Show", Map.of("images", List.of("good", 0L)));
    for (int i = 0; i < MANY; i++) {
      node("" + i, "Show", Map.of());
    }
    assertThat(report())
        .isInstanceOfSatisfying(
            ValidationReport.Accepted.class,
            accepted -> {
              assertThat(accepted.outputs()).containsExactly(new NodeId("show"));
              assertThat(accepted.moreNodes() + accepted.nodeErrors().size()).isEqualTo(MANY);
            });
  }

  @Test
  void aDeepChainOfNothingButFailingOutputs() {
    node("0", "TestOutputNodeWithSocketOutput", Map.of("value", "no number"));
    for (int i = 1; i < MANY; i++) {
      node(
          "" + i,
          "TestOutputNodeWithSocketOutput",
          Map.of("image", List.of("" + (i - 1), 0L), "value", "no number"));
    }
    assertMoreNodes(rejected(), MANY);
  }

  @Test
  void outputsThatHangOnOneBadNodeAreNamedToItUpToABound() {
    node("bad", "StubImage", Map.of());
    for (int i = 0; i < MANY; i++) {
      node("" + i, "Show", Map.of("images", List.of("bad", 0L)));
    }
    ValidationReport.Rejected rejected = rejected();
    assertThat(rejected.nodeErrors()).containsOnlyKeys(new NodeId("bad"));
    assertThat(rejected.error().extraInfo()).isEmpty();
  }

  @Test
  void aNodeWithThousandsOfFailingInputsTellsOfTheFirst() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("input1", 0.5);
    inputs.put("input2", 7.0);
    for (int i = 0; i < MANY; i++) {
      inputs.put("more" + i, i);
    }
    node("1", "TestCustomValidation5", inputs);
    node("2", "Show", Map.of("images", List.of("1", 0L)));

    NodeErrors errors = rejected().nodeErrors().values().iterator().next();
    assertThat(errors.errors()).hasSize(50);
    assertThat(errors.moreErrors()).isEqualTo(MANY + 2 - 50);
    assertThat(String.valueOf(ErrorJson.of(errors).get("errors")))
        .contains("The node has " + (MANY + 2 - 50) + " more errors");
  }

  @Test
  void aGraphOfNothingButCycles() {
    int length = 20_000;
    for (int i = 0; i < length; i++) {
      List<Object> next = List.of("" + (i + 1) % length, 0L);
      node("" + i, "Pass", Map.of("x", next));
      node(
          "two" + i,
          "Cat",
          Map.of("a", List.of("two" + (i + 1) % length, 0L), "b", List.of("two0", 0L)));
    }
    node("out", "Out", Map.of("x", List.of("0", 0L)));
    node("out2", "Out", Map.of("x", List.of("two0", 0L)));
    assertThat(rejected().nodeErrors().values())
        .allSatisfy(
            errors ->
                assertThat(errors.errors())
                    .extracting(PromptError::type)
                    .contains("dependency_cycle"));
  }

  @Test
  void longValuesAreCutToTheirStart() {
    String longText = "x".repeat(1 << 20);
    List<Object> longLink = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      longLink.add(i % 2 == 0 ? longText : i);
    }
    node("1", "StubImage", Map.of("content", longText, "height", longText, "width", longLink));
    node("2", "Show", Map.of("images", List.of("1", 0L)));
    node("3", "Show", Map.of("images", List.of(longText, 0L)));

    ValidationReport.Rejected rejected = rejected();
    String answer = Json.write(ErrorJson.of(rejected.nodeErrors()));
    assertThat(answer.length()).isLessThan(100_000);
    assertThat(answer).contains("(1048576 characters)").contains("more)");
  }

  @Test
  void aLongClassNameIsCutToo() {
    node("1", "C".repeat(1 << 20), Map.of());
    assertThat(rejected().error().message().length()).isLessThan(3_000);
  }

  @Test
  void whatIsOnOfferIsAskedForOnce() {
    for (int i = 0; i < MANY; i++) {
      node("" + i, "Pick", Map.of("value", "c"));
      node("show" + i, "Show", Map.of("images", List.of("" + i, 0L)));
    }
    rejected();
    assertThat(asked).hasValue(1);
  }
}
