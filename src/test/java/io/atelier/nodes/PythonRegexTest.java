package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.PromptJob;
import io.atelier.json.Json;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.PromptValidator;
import io.atelier.prompt.ValidationReport;
import io.atelier.wire.ErrorJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRegexTest {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder().addListed(PythonRegexTest.class.getClassLoader(), "nodes").build();

  /** Runs RegexReplace, which fails on what is no expression, and shows what it gave. */
  private static ExecutionResult replace(String text, String pattern, String by) {
    Map<String, Object> inputs =
        Map.of("string", text, "regex_pattern", pattern, "replace", by, "case_insensitive", false);
    Map<String, Object> graph =
        Map.of(
            "1", Map.of("class_type", "RegexReplace", "inputs", inputs),
            "2", Map.of("class_type", "PreviewAny", "inputs", Map.of("source", List.of("1", 0L))));
    ValidationReport report =
        new PromptValidator(REGISTRY, Services.NONE, ErrorJson::length)
            .validate(Prompt.fromJson(Json.parse(Json.write(graph))), null);
    ValidationReport.Accepted accepted = (ValidationReport.Accepted) report;
    return new PromptExecutor(
            REGISTRY, Services.NONE, new ClassicCache(), EngineOptions.sequential())
        .run(
            new PromptJob(
                PromptId.random(), accepted.prompt(), accepted.outputs(), ExtraData.of(Map.of())),
            (audience, message) -> {});
  }

  private static Message.Failure failure(ExecutionResult result) {
    return ((Message.ExecutionError) result.closing()).failure();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "aXbX X - a-b-",
        "k=v (?P<first_name>\\w)=(?P<_v>\\w) \\g<_v>=\\g<first_name> v=k",
        "abab (?P<x>ab)(?P=x) - -",
        "aa (.)\\1 - -",
        "a]b []b] - a--",
        "a[b [[] - a-b",
        "a&b&&c [a&&b] - -----c",
        "aé_1-- [^\\W_] - --_---",
        "x-y [\\w-] . ...",
        "a{b} a{b} - -",
        "a{}a {} - a-a",
        "aaa a{,2} - ---",
        "ab \\x61\\u0062 - -",
        "aA (?i:a)A - -",
        "a1 (?#note)a - -1",
        "ab (?x)a#b - -b",
        "été \\b\\w+\\b - -",
      })
  void expressionsMeanWhatTheyMeanInPython(
      String text, String pattern, String by, String expected) {
    ExecutionResult result = replace(text, pattern, by);

    assertThat(result.outputs().get(new NodeId("2"))).containsEntry("text", List.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\\h bad",
        "\\p{L} bad",
        "\\Q bad",
        "(?<n>a) unknown",
        "(?P=n) unknown",
        "\\2 invalid",
        "a) unbalanced",
        "[a unterminated",
        "(?P<1>a) bad",
        "[\\w-z] range",
        "(?:(?:(?:){999}){999}){999} repetitions",
        "a{9999999999} repetitions",
        "(?<=a+)b fixed-width",
        "(?<!a|bc)d fixed-width",
        "a** multiple",
        "(?(1)a|b|c)(d) two",
        "(?(2)a|b)(c) group",
        "(a\\1) open",
        "a(?i)b start"
      })
  void whatPythonRefusesIsRefused(String pattern, String reason) {
    Message.Failure failure = failure(replace("text", pattern, ""));

    assertThat(failure.exceptionType()).isEqualTo("re.PatternError");
    assertThat(failure.exceptionMessage()).contains(reason);
  }

  @Test
  void escapesInReplacementsStandForCharacters() {
    assertThat(replace("abc", "b", "\\n\\t\\\\").outputs().get(new NodeId("2")))
        .containsEntry("text", List.of("a\n\t\\c"));
    assertThat(failure(replace("abc", "b", "\\q")).exceptionMessage()).contains("bad escape");
  }

  @Test
  @Timeout(60)
  void aHopelessSearchEndsWithAnError() {
    long start = System.nanoTime();

    Message.Failure failure = failure(replace("a".repeat(60) + "!", "^(a|aa)+\\1$", ""));

    assertThat(failure.exceptionType()).isEqualTo("TimeoutError");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aSearchTooDeepEndsWithAnError() {
    Message.Failure failure = failure(replace("ab".repeat(1_000_000), "(?:a|b)+(?:b|a)*c", ""));

    assertThat(failure.exceptionType()).isIn("RecursionError", "TimeoutError");
  }

  @Test
  void alternativesAreRepeatedOverLongTexts() {
    ExecutionResult result = replace("ab".repeat(50_000) + "!", "(?:a|b)+", "x");

    assertThat(result.outputs().get(new NodeId("2"))).containsEntry("text", List.of("x!"));
  }

  @Property(tries = 300)
  void anyExpressionIsAppliedOrRefusedInClearTerms(
      @ForAll @CharRange(from = '!', to = '~') @StringLength(max = 12) String pattern) {
    ExecutionResult result = replace("some text 123", pattern, "-");

    if (result.status() == ExecutionResult.Status.FAILED) {
      assertThat(failure(result).exceptionType())
          .isIn("re.PatternError", "TimeoutError", "RecursionError");
    }
  }
}
