package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recordings themselves. */
class TranscriptTest {
  private static final Set<String> STEPS =
      Set.of(
          "http",
          "ws_connect",
          "ws_send",
          "ws_recv",
          "ws_drop",
          "ws_close",
          "sleep",
          "wait_idle",
          "wait_running",
          "history_ids",
          "history_order");

  static Stream<Transcript> transcripts() {
    return Transcript.all().stream();
  }

  @Test
  void thereAreAll() {
    assertThat(transcripts()).hasSize(95);
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void stepsAreKnown(Transcript transcript) {
    assertThat(transcript.needs()).isIn("", "testing", "model");
    assertThat(transcript.steps())
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.text("op")).isIn(STEPS));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void recordedAnswersAreInNormalForm(Transcript transcript) {
    Normalizer normalizer = new Normalizer(new Names());
    for (JsonView step : transcript.steps()) {
      if (step.has("response")) {
        assertNormal(normalizer, step.object("response").members());
      }
      if (step.has("messages")) {
        List<?> messages = MessageList.comparable(step.array("messages"));
        assertThat(MessageList.comparable(messages)).isEqualTo(messages);
        messages.forEach(message -> assertNormal(normalizer, message));
      }
    }
  }

  private static void assertNormal(Normalizer normalizer, Object value) {
    assertThat(Difference.between(value, normalizer.normalize(value))).isEmpty();
  }
}
