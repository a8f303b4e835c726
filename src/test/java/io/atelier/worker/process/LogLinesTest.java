package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the child prints of a record, and what the server reads of that. */
class LogLinesTest {
  private static final TraceContext TRACE = TraceContext.begin();

  private static String line() {
    LogRecord entry = new LogRecord(Level.WARNING, "it is late");
    entry.setLoggerName("a.B");
    return new LogLines().format(entry).stripTrailing();
  }

  @Test
  void levelAndTextComeBack() {
    assertThat(line()).isEqualTo("WARNING a.B: it is late");
    assertThat(LogLines.levelOf(line())).isEqualTo(System.Logger.Level.WARNING);
    assertThat(LogLines.textOf(line())).isEqualTo("a.B: it is late");
    assertThat(LogLines.contextOf(line())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p1", "", "two words\nand @ a line", "é % + \" \\ ", "\u4e2d"})
  void whatARecordIsAboutComesBack(String promptId) {
    LogContext context = new LogContext(promptId, TRACE);
    context.run(
        () -> {
          assertThat(LogLines.contextOf(line())).contains(context);
          assertThat(LogLines.levelOf(line())).isEqualTo(System.Logger.Level.WARNING);
          assertThat(LogLines.textOf(line())).isEqualTo("a.B: it is late");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "@ @ @",
        "@00-zz-1-01 p text",
        "@00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 % text",
        "@00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 p"
      })
  void whatOnlyLooksLikeItIsText(String line) {
    assertThat(LogLines.contextOf("INFO " + line)).isEmpty();
    assertThat(LogLines.textOf("INFO " + line)).isEqualTo(line);
  }
}
