package io.atelier.prompt;

import static io.atelier.testkit.PromptBuilder.output;
import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.Choices;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeOutput;
import io.atelier.testkit.LambdaNode;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios 81 to 90 of the contract: constants and the nodes' own checks. */
class ConstantScenariosTest {
  private static final Object[] MANY = IntStream.range(0, 21).mapToObj(i -> "c" + i).toArray();

  private final TestEngine engine =
      TestEngine.classic()
          .knowing(
              LambdaNode.of(
                  NodeDefinition.of("Typed")
                      .inputs(
                          Input.integer("int").optional().range(1L, 5L),
                          Input.bool("bool").optional(),
                          Input.text("text").optional(),
                          Input.choice("few", "a", "b").optional(),
                          Input.choice("many", Choices.of(MANY)).optional())
                      .outputNode(),
                  (in, context) -> NodeOutput.none()));

  private ValidationReport typed(String input, @Nullable Object value) {
    return engine.validate(prompt().node("1", "Typed").with("1", input, value));
  }

  private static @Nullable Object converted(ValidationReport report, String input) {
    if (report instanceof ValidationReport.Accepted accepted) {
      PromptNode node = accepted.prompt().node(new NodeId("1"));
      Map<String, @Nullable Object> inputs = node == null ? null : node.inputs();
      return inputs == null ? null : inputs.get(input);
    }
    throw new AssertionError("refused: " + report);
  }

  private static List<PromptError> errors(ValidationReport report, String node) {
    NodeErrors errors = report.nodeErrors().get(new NodeId(node));
    return errors == null ? List.of() : errors.errors();
  }

  @Test
  void scenario81KeepsNumbersInTheirRange() {
    assertThat(errors(typed("int", 0L), "1"))
        .extracting(PromptError::message)
        .containsExactly("Value 0 smaller than min of 1");
    assertThat(errors(typed("int", 6L), "1"))
        .extracting(PromptError::message)
        .containsExactly("Value 6 bigger than max of 5");
  }

  @Test
  void scenario82ConvertsWholeNumbers() {
    assertThat(converted(typed("int", "3"), "int")).isEqualTo(3L);
    assertThat(converted(typed("int", 2.9), "int")).isEqualTo(2L);
    assertThat(converted(typed("int", true), "int")).isEqualTo(1L);
    for (@Nullable Object wrong : Arrays.asList("3.5", null)) {
      assertThat(errors(typed("int", wrong), "1"))
          .extracting(PromptError::type)
          .containsExactly("invalid_input_type");
    }
  }

  @Test
  void scenario83TakesEveryTextForTrue() {
    assertThat(converted(typed("bool", "false"), "bool")).isEqualTo(true);
  }

  @Test
  void scenario84RefusesValuesThatAreNotOffered() {
    PromptError few = errors(typed("few", "c"), "1").get(0);
    PromptError many = errors(typed("many", "x"), "1").get(0);

    assertThat(few.type()).isEqualTo("value_not_in_list");
    assertThat(few.details()).isEqualTo("few: 'c' not in ['a', 'b']");
    assertThat(many.details()).endsWith("not in (list of length 21)");
    assertThat(many.extraInfo()).containsEntry("input_config", null);
  }

  @Test
  void scenario85UnwrapsWrappedLists() {
    assertThat(errors(typed("few", List.of("x")), "1"))
        .extracting(PromptError::type)
        .containsExactly("bad_linked_input");
    assertThat(converted(typed("text", Map.of("__value__", List.of("k", 0L))), "text"))
        .isEqualTo("['k', 0]");
  }

  private static PromptBuilder check(int number, Object first, Object second) {
    return prompt()
        .node("1", "TestCustomValidation" + number, "input1", first, "input2", second)
        .node("2", "Show", "images", output("1"))
        .node("int", "StubInt", "value", 1L)
        .node("float", "StubFloat", "value", 0.5)
        .mask("mask", 0.5);
  }

  private boolean isAccepted(PromptBuilder graph) {
    return engine.validate(graph) instanceof ValidationReport.Accepted;
  }

  @Test
  void scenario86LeavesConstantsOfAUnionToTheNode() {
    assertThat(isAccepted(check(1, 5L, 0.5))).isFalse();
    assertThat(isAccepted(check(1, "foo", 0.5))).isFalse();
    assertThat(isAccepted(check(1, 5.0, 0.5))).isTrue();
  }

  @Test
  void scenario87ChecksTheTypesOfLinksIntoAUnion() {
    for (String source : List.of("int", "mask")) {
      assertThat(errors(engine.validate(check(1, output(source), 0.5)), "1"))
          .extracting(PromptError::type)
          .contains("return_type_mismatch");
    }
    assertThat(isAccepted(check(1, output("float"), 0.5))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void scenario88LetsANodeCheckItsLinksItself(int number) {
    assertThat(isAccepted(check(number, output("int"), 0.5))).isFalse();
    assertThat(isAccepted(check(number, output("float"), 0.5))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aNodesOwnWordsOfALinkReachTheClient(int number) {
    assertThat(errors(engine.validate(check(number, output("int"), output("mask"))), "1"))
        .allSatisfy(error -> assertThat(error.type()).isEqualTo("custom_validation_failed"))
        .extracting(PromptError::details)
        .containsExactly(
            "input1 - Invalid type of input1: INT", "input2 - Invalid type of input1: INT");
    assertThat(errors(engine.validate(check(number, 0.5, output("mask"))), "1"))
        .extracting(PromptError::details)
        .contains("input2 - Invalid type of input2: MASK");
  }

  @Test
  void scenario89LeavesTheRangeToANodeThatChecksEverything() {
    assertThat(isAccepted(check(5, 0.5, 0.5))).isTrue();
    assertThat(isAccepted(check(5, 0.5, 5.0))).isTrue();
    List<String> details = new ArrayList<>();
    for (PromptError error : errors(engine.validate(check(5, 0.5, 7.0)), "1")) {
      assertThat(error.type()).isEqualTo("custom_validation_failed");
      details.add(error.details());
    }
    assertThat(details)
        .containsExactlyInAnyOrder(
            "input1 - 7s are not allowed. I've never liked 7s.",
            "input2 - 7s are not allowed. I've never liked 7s.");
  }

  @Test
  void scenario90WaitsForACheckThatTakesAWhile() {
    PromptBuilder slow =
        prompt()
            .node("1", "TestAsyncValidation", "value", 5.0, "threshold", 10.0)
            .node("2", "Show", "images", output("1"));

    assertThat(isAccepted(slow)).isTrue();
    assertThat(errors(engine.validate(slow.with("1", "threshold", 3.0)), "1"))
        .extracting(PromptError::details)
        .contains("value - Value 5.0 exceeds threshold 3.0");
  }
}
