package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  private final List<String> told = new ArrayList<>();
  private final ServerLog log =
      new ServerLog(
          (audience, message) -> {
            String line = ((Message.Logs) message).lines().get(0).text();
            told.add(((Audience.Client) audience).id() + ": " + line);
          });

  private void write(Level level, String text) {
    log.publish(new LogRecord(level, text));
  }

  @Test
  void keepsTheLastLines() {
    for (int i = 0; i < 1000; i++) {
      write(Level.INFO, "line " + i);
    }
    assertThat(log.lines()).hasSize(ServerLog.CAPACITY);
    assertThat(log.lines().get(0).text()).isEqualTo("line 700\n");
    assertThat(log.lines().get(0).time()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{6}");
  }

  @Test
  void tellsSubscribersAloneWhatComesFromThenOn() {
    write(Level.INFO, "before");
    log.subscribe("a", true);
    write(Level.WARNING, "one");
    log.subscribe("a", false);
    write(Level.INFO, "after");
    assertThat(told).containsExactly("a: one\n");
  }

  @Test
  void detailsAndHugeLinesAreKeptOut() {
    write(Level.FINE, "detail");
    write(Level.INFO, "x".repeat(1_000_000));
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0).text()).hasSizeLessThan(11_000);
  }

  @Test
  void whatTellingSubscribersLogsIsKeptAndNotTold() {
    ServerLog[] self = new ServerLog[1];
    self[0] =
        new ServerLog((audience, message) -> self[0].publish(new LogRecord(Level.INFO, "echo")));
    self[0].subscribe("a", true);
    self[0].publish(new LogRecord(Level.INFO, "one"));
    assertThat(self[0].lines())
        .extracting(Message.LogLine::text)
        .containsExactly("one\n", "echo\n");
  }

  @Test
  void subscribersAreBounded() {
    for (int i = 0; i < 1000; i++) {
      log.subscribe("client " + i, true);
    }
    write(Level.INFO, "x");
    assertThat(told).hasSize(100).first().asString().startsWith("client 900");
  }
}
