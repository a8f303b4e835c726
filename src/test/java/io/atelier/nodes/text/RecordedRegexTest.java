package io.atelier.nodes.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.Services;
import io.atelier.node.harness.NodeHarness;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Python 3.11 found with expressions, or why it refused them; recorded from its re module. */
class RecordedRegexTest {
  private record Case(
      String pattern, String text, String flags, @Nullable String error, @Nullable Object found) {
    static Case of(Map<?, ?> json) {
      return new Case(
          String.valueOf(json.get("p")),
          String.valueOf(json.get("t")),
          String.valueOf(json.get("f")),
          (String) json.get("error"),
          json.get("found"));
    }

    PythonRegex compiled() {
      return PythonRegex.compile(
          pattern, flags.contains("i"), flags.contains("m"), flags.contains("s"));
    }

    List<List<@Nullable String>> finds() {
      PythonRegex regex = compiled();
      return regex.search(
          text,
          NodeHarness.context(Services.NONE),
          finds -> {
            List<List<@Nullable String>> all = new ArrayList<>();
            while (finds.next()) {
              List<@Nullable String> groups = new ArrayList<>();
              for (int i = 0; i <= regex.groups(); i++) {
                groups.add(finds.group(i));
              }
              all.add(groups);
            }
            return all;
          });
    }

    String outcome() {
      try {
        return String.valueOf(Json.write(finds()));
      } catch (PatternSyntaxException e) {
        return "refused";
      }
    }
  }

  private static Stream<Case> cases() throws IOException {
    try (InputStream in = RecordedRegexTest.class.getResourceAsStream("/nodes/python-regex.json")) {
      Object json = Json.parse(in.readAllBytes());
      return json instanceof List<?> cases
          ? cases.stream().map(each -> Case.of((Map<?, ?>) each))
          : Stream.of();
    }
  }

  @TestFactory
  Stream<DynamicTest> expressionsFindWhatTheyFindInPython() throws IOException {
    return cases()
        .map(
            recorded ->
                DynamicTest.dynamicTest(
                    recorded.pattern() + " in " + recorded.text(),
                    () ->
                        assertThat(recorded.outcome())
                            .isEqualTo(
                                recorded.error() == null
                                    ? Json.write(recorded.found())
                                    : "refused")));
  }
}
