package io.atelier.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learned words and weights in prompts, as tokens. */
class TokenizerTest {
  /** Rows by name; the first value of a row tells which word it is of. */
  private static final Map<String, float[][]> WORDS =
      Map.of(
          "bad", new float[][] {{1}},
          "bad-hands.v2", new float[][] {{2}, {2}},
          "sub/bad", new float[][] {{3}},
          "my bad (old)", new float[][] {{4}},
          "bad,worse", new float[][] {{5}});

  private static final Embeddings NAMED =
      new Embeddings() {
        @Override
        public @Nullable String nameAt(String text, int at) {
          return WordNames.longest(WORDS.keySet(), text, at);
        }

        @Override
        public float @Nullable [][] find(String name, String encoder, int width) {
          return WORDS.get(name);
        }
      };

  private static final BytePairEncoding ENCODING = BytePairEncoding.clip();

  private static List<Token> content(String prompt) {
    return new Tokenizer(NAMED, "l", 1, BytePairEncoding.END)
        .chunks(prompt).stream()
            .flatMap(List::stream)
            .filter(token -> token.vector() != null || token.id() < BytePairEncoding.START)
            .toList();
  }

  /** {@code <1>} for a row of word 1, else the number of the token. */
  private static String story(String prompt) {
    return content(prompt).stream()
        .map(t -> t.vector() == null ? "" + t.id() : "<" + (int) t.vector()[0] + ">")
        .collect(Collectors.joining(" "));
  }

  /** The same of a text in which {@code <1>} stands for the word itself. */
  private static String expected(String text) {
    return List.of(text.split("(?=<\\d>)|(?<=<\\d>)")).stream()
        .map(
            part ->
                part.matches("<\\d>")
                    ? part
                    : ENCODING.encode(part).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "embedding:bad,cat|<1>,cat",
        "embedding:bad.|<1>.",
        "embedding:bad;cat|<1>;cat",
        "cat,embedding:bad|cat,<1>",
        "cat\tembedding:bad\tdog|cat<1>dog",
        "embedding:bad, embedding:bad|<1>,<1>",
        "embedding:bad embedding:sub/bad|<1><3>",
        "embedding:bad,embedding:sub/bad,cat|<1>,<3>,cat",
        "embedding:bad-hands.v2, x|<2><2>, x",
        "embedding:bad-hands|<1>-hands",
        "embedding:bad!|<1>!",
        "embedding:bad: cat|<1>: cat",
        "\"embedding:bad\"|\"<1>\"",
        "[embedding:bad]|[<1>]",
        "embedding:sub\\bad cat|<3> cat",
        "embedding:my bad \\(old\\) cat|<4> cat",
        "embedding:bad,worse|<5>",
        "embedding:bad,worst|<1>,worst",
        "embedding:bad，cat|<1>，cat",
        "embedding:bad猫|<1>猫",
        "embedding: bad cat|<1> cat",
      })
  void theLongestExistingNameWinsAndTheRestStaysText(String prompt, String tokens) {
    assertThat(story(prompt)).isEqualTo(expected(tokens));
  }

  @Test
  void linesAndBarsAreBordersToo() {
    assertThat(story("cat\nembedding:bad\r\ndog")).isEqualTo(expected("cat<1>dog"));
    assertThat(story("cat|embedding:bad|dog")).isEqualTo(expected("cat|<1>|dog"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "embedding:nope,cat|,cat",
        "a embedding:nope. cat|a. cat",
        "embedding:badger cat| cat",
        "embedding:sub/nope.pt;cat|;cat",
        "(embedding:nope:1.2) dog|dog",
      })
  void anUnknownNameIsLeftOutAndNothingElse(String prompt, String tokens) {
    assertThat(story(prompt)).isEqualTo(expected(tokens));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"embedding:", "word embedding: a technique", "myembedding:bad", "embedding:,cat"})
  void whatNamesNothingIsText(String prompt) {
    assertThat(story(prompt)).isEqualTo(expected(prompt));
  }

  @Test
  void weightsCountForLearnedWordsToo() {
    List<Token> tokens = content("(embedding:bad:1.2) (embedding:bad, x) embedding:bad");
    assertThat(tokens.stream().filter(token -> token.vector() != null).map(Token::weight))
        .containsExactly(1.2, 1.1, 1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "NaN",
        "-nan",
        "inf",
        "-Infinity",
        "+inf",
        "1e999",
        "-1e999",
        "1e39",
        "0x1",
        "1__0",
        "_1",
        "1e",
        "1d",
        "1f",
        ".",
        "1 0",
        "\u001c1",
        "True"
      })
  void whatIsNoNumberForANetworkIsText(String weight) {
    assertThat(PromptWeights.parse("(cat:" + weight + ")"))
        .containsExactly(new PromptWeights.Segment("cat:" + weight, 1.1));
  }

  @ParameterizedTest
  @CsvSource({
    "1_0, 10",
    ".5, 0.5",
    "5., 5",
    "-1e-1, -0.1",
    "' 2 ', 2",
    "1e38, 1e38",
    "１.５, 1.5",
    "١, 1",
    "'\u00a02\u2003', 2",
    "1e-999, 0",
    "-0, -0.0"
  })
  void pythonsNumbersAreWeights(String weight, double value) {
    assertThat(PromptWeights.parse("(cat:" + weight + ")"))
        .containsExactly(new PromptWeights.Segment("cat", value));
  }

  @Test
  void emphasisOfAHugeWeightStaysFinite() {
    assertThat(PromptWeights.parse("((((x) y:3e38))))").get(0).weight())
        .isLessThanOrEqualTo(Float.MAX_VALUE);
  }
}
