package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.it.DeployedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded case, against the running server. */
class TranscriptIT extends DeployedServer {
  private final Map<String, Boolean> has = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> theServerAnswersAsRecorded() {
    Server server = Server.at(base());
    long start = System.currentTimeMillis();
    String only = System.getProperty("transcript", "");
    List<Transcript> transcripts =
        Transcript.all().stream().filter(t -> t.name().startsWith(only)).toList();
    return transcripts.stream()
        .map(
            transcript ->
                DynamicTest.dynamicTest(
                    transcript.name(),
                    () -> {
                      assertThat(has.computeIfAbsent(transcript.needs(), server::has))
                          .as("the server has what this case needs: " + transcript.needs())
                          .isTrue();
                      String tag =
                          String.format(
                              "%06x", (start + transcripts.indexOf(transcript)) & 0xffffff);
                      replay(server, transcript, tag);
                    }));
  }

  private static void replay(Server server, Transcript transcript, String tag) {
    List<Difference> differences =
        new Replay(server, data(), transcript, tag)
            .run().stream()
                .filter(difference -> !Deviations.isIntended(transcript.name(), difference))
                .toList();
    assertThat(differences)
        .withFailMessage(
            () ->
                transcript.description()
                    + differences.stream()
                        .map(difference -> "\n  " + difference)
                        .collect(Collectors.joining()))
        .isEmpty();
  }
}
