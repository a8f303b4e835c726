package io.atelier.prompt;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.NodeId;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.wire.ErrorJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scenarios 73 to 80 of the contract: what is refused, and in which words. */
class ValidationScenariosTest {
  private static final PromptBuilder SHOWN =
      prompt().image("1", "BLACK").node("2", "Show", "images", output("1"));

  private final TestEngine engine = TestEngine.classic();

  private ValidationReport.Rejected rejected(PromptBuilder graph) {
    if (engine.validate(graph) instanceof ValidationReport.Rejected refused) {
      return refused;
    }
    throw new AssertionError("accepted");
  }

  private static PromptError onlyErrorOf(ValidationReport report, String node) {
    NodeErrors errors = report.nodeErrors().get(new NodeId(node));
    if (errors == null || errors.errors().size() != 1) {
      throw new AssertionError("errors of node " + node + ": " + errors);
    }
    return errors.errors().get(0);
  }

  @Test
  void scenario73RunsTheGoodOutputBesideABadOne() {
    ValidationReport report = engine.validate(SHOWN.node("3", "Show"));

    assertThat(report)
        .isInstanceOfSatisfying(
            ValidationReport.Accepted.class,
            accepted -> assertThat(accepted.outputs()).containsExactly(new NodeId("2")));
    assertThat(onlyErrorOf(report, "3").type()).isEqualTo("required_input_missing");
  }

  @Test
  void scenario74NamesTheOutputThatHangsOnABadNode() {
    ValidationReport.Rejected report = rejected(SHOWN.without("1", "height"));

    assertThat(report.error().type()).isEqualTo("prompt_outputs_failed_validation");
    assertThat(report.error().details()).isEmpty();
    assertThat(report.nodeErrors().keySet()).containsExactly(new NodeId("1"));
    assertThat(report.nodeErrors().get(new NodeId("1")))
        .extracting(NodeErrors::dependentOutputs)
        .isEqualTo(List.of(new NodeId("2")));
  }

  @Test
  void scenario75TellsWhatTheOutputItselfLacks() {
    assertThat(rejected(SHOWN.without("2", "images")).error().details())
        .isEqualTo("Required input is missing: images");
  }

  @Test
  void scenario76TellsOfALinkFromTheOutputToNothing() {
    ValidationReport.Rejected report = rejected(SHOWN.with("2", "images", output("9")));

    assertThat(report.error().details()).isEqualTo("Exception when validating node: '9'");
    PromptError error = onlyErrorOf(report, "2");
    assertThat(error.type()).isEqualTo("exception_during_validation");
    assertThat(error.extraInfo()).containsEntry("exception_type", "KeyError");
  }

  @Test
  void scenario77TellsOfALinkToNothingOneLevelUp() {
    ValidationReport.Rejected report =
        rejected(
            SHOWN
                .node("3", "TestVariadicAverage", "input1", output("9"))
                .with("2", "images", output("3")));

    PromptError error = onlyErrorOf(report, "3");
    assertThat(error.type()).isEqualTo("exception_during_inner_validation");
    assertThat(error.details()).isEqualTo("'9'");
    assertThat(error.extraInfo()).containsEntry("input_name", "images");
  }

  @Test
  void scenario78TellsOfAnOutputSlotThatIsNotThere() {
    PromptError error = onlyErrorOf(rejected(SHOWN.with("2", "images", output("1", 3))), "2");

    assertThat(error.details()).isEqualTo("tuple index out of range");
    assertThat(error.extraInfo()).containsEntry("exception_type", "IndexError");
  }

  @Test
  void scenario79TellsWhichNodesFormACycle() {
    ValidationReport.Rejected report =
        rejected(
            prompt()
                .node("1", "Pass", "x", output("2"))
                .node("2", "Pass", "x", output("1"))
                .node("3", "Out", "x", output("1")));

    assertThat(report.error().type()).isEqualTo("prompt_outputs_failed_validation");
    assertThat(report.nodeErrors().keySet())
        .containsExactlyInAnyOrder(new NodeId("1"), new NodeId("2"));
    PromptError error = onlyErrorOf(report, "1");
    assertThat(error.type()).isEqualTo("dependency_cycle");
    assertThat(error.message()).isEqualTo("Dependency cycle detected");
    assertThat(error.details()).isEqualTo("1 (Pass) -> 2 (Pass) -> 1 (Pass)");
    assertThat(error.extraInfo()).containsEntry("cycle_nodes", List.of("1", "2"));
  }

  @Test
  void scenario80RefusesThePromptForAnyUnknownClass() {
    ValidationReport.Rejected unknown = rejected(SHOWN.node("7", "Nowhere"));
    Map<String, @Nullable Object> classless = new HashMap<>();
    classless.put("inputs", Map.of());
    ValidationReport missing =
        new PromptValidator(engine.registry(), io.atelier.node.Services.NONE, ErrorJson::length)
            .validate(
                Prompt.fromJson(
                    Map.of(
                        "1",
                        Map.of("class_type", "Out", "inputs", Map.of("x", 1L)),
                        "2",
                        classless)),
                null);

    assertThat(unknown.error().type()).isEqualTo("invalid_prompt");
    assertThat(unknown.error().message())
        .isEqualTo("Cannot execute because node Nowhere does not exist.");
    assertThat(unknown.error().details()).isEqualTo("Node ID '#7'");
    assertThat(unknown.nodeErrors()).isEmpty();
    assertThat(missing)
        .isInstanceOfSatisfying(
            ValidationReport.Rejected.class,
            report ->
                assertThat(report.error().message())
                    .isEqualTo(
                        "Cannot execute because a node is missing the class_type property."));
  }
}
