package io.atelier.nodes.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Upper, lower and title case as Python 3.11 makes them. */
class CasesTest {
  @TestFactory
  Stream<DynamicTest> textsChangeAsInPython() throws IOException {
    try (InputStream in = CasesTest.class.getResourceAsStream("/nodes/python-cases.json")) {
      Object json = Json.parse(in.readAllBytes());
      return json instanceof List<?> rows
          ? rows.stream().map(row -> test((Map<?, ?>) row))
          : Stream.of();
    }
  }

  private static DynamicTest test(Map<?, ?> row) {
    String text = String.valueOf(row.get("t"));
    return DynamicTest.dynamicTest(
        "«" + text + "»",
        () -> {
          assertThat(Cases.upper(text)).isEqualTo(row.get("upper"));
          assertThat(Cases.lower(text)).isEqualTo(row.get("lower"));
          assertThat(Cases.capitalize(text)).isEqualTo(row.get("capitalize"));
          assertThat(Cases.title(text)).isEqualTo(row.get("title"));
        });
  }

  @Test
  void pythonsBlanksAreBlank() {
    assertThat("\t\n\u000b\f\r\u001c\u001f \u0085\u00a0\u1680\u2007\u2028\u202f\u3000".codePoints())
        .allMatch(Cases::isBlank);
    assertThat("\u200b\ufeff\u0000x\u180e".codePoints()).noneMatch(Cases::isBlank);
  }
}
