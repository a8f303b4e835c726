package io.atelier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1,, | 1 | 10",
        "{\"a\": | 1 | 6",
        "nope | 1 | 5",
        "[1] 2 | 1 | 6",
        "[1, NaN, 0x5] | 1 | 11",
      })
  void aFaultHasAPlace(String text, int line, int column) {
    assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class,
            fault -> {
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.column()).isBetween(column - 1, column + 1);
              assertThat(fault).message().doesNotContain("Source:", "StreamRead", "INCLUDE");
            });
  }

  @Test
  void aFaultFurtherDownIsFoundOnItsLine() {
    assertThatThrownBy(() -> Json.parse("{\n\"a\": [1,\n  2,\n  }"))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class, fault -> assertThat(fault.line()).isEqualTo(4));
  }

  @Test
  void depthAndNumbersBeyondTheBoundsAreFaultsInPlainWords() {
    for (String text : new String[] {"[".repeat(100_000), "9".repeat(2_000)}) {
      assertThatThrownBy(() -> Json.parse(text))
          .isInstanceOf(JsonSyntaxException.class)
          .message()
          .contains("maximum allowed")
          .doesNotContain("`");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "a\uDC00b", "\uD83D\uDE00\uD83D", "\uDE00\uD83D"})
  void halfAPairIsReplacedForClientsAndKeptInDocuments(String half) {
    String written = Json.write(Json.parse(Json.writeBytes(Map.of(half, half))));
    assertThat(written).contains("\uFFFD");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(written)).isTrue();
    assertThat(Json.parseExact(Json.writeExact(Map.of(half, half)))).isEqualTo(Map.of(half, half));
  }

  @Test
  void wholePairsStayWhole() {
    assertThat(Json.write("\uD83D\uDE00")).isEqualTo("\"\uD83D\uDE00\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void unicodeIsReadInWhateverFormItComes(String charset) {
    assertThat(Json.parse("{\"ä\": \"ü\"}".getBytes(Charset.forName(charset))))
        .isEqualTo(Map.of("ä", "ü"));
    assertThat(Json.parse("\uFEFF[]".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(java.util.List.of());
  }

  @Test
  void otherBytesAreFaultsWithTheirPlace() {
    byte[] latin = "{\"a\":\n \"ä\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Json.parse(latin))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class,
            fault -> {
              assertThat(fault.line()).isEqualTo(2);
              assertThat(fault.column()).isEqualTo(3);
              assertThat(fault).hasMessage("the text is not UTF-8 here");
            });
    byte[] odd = {'[', 0, '1', 0, ']'};
    assertThatThrownBy(() -> Json.parse(odd)).isInstanceOf(JsonSyntaxException.class);
    byte[] far = ("[\"" + "x".repeat(100_000) + "ä\"]").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Json.parse(far))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class, fault -> assertThat(fault.column()).isEqualTo(100_003));
  }

  @Test
  void theLastOfEqualNamesCountsAndGiantNumbersAreInfinite() {
    assertThat(Json.parse("{\"a\": 1, \"b\": 2, \"a\": 3}")).isEqualTo(Map.of("a", 3L, "b", 2L));
    assertThat(Json.parse("1e999")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Json.parse("1" + "0".repeat(400))).isInstanceOf(java.math.BigInteger.class);
  }
}
