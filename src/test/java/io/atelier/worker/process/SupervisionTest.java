package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  @Test
  void startsWaitLongerAfterEachFailureUpToABound() {
    Supervision supervision = Supervision.of(false);

    assertThat(supervision.backoff(0)).isZero();
    assertThat(supervision.backoff(1)).isZero();
    assertThat(supervision.backoff(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(supervision.backoff(3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(supervision.backoff(5)).isEqualTo(Duration.ofSeconds(8));
    assertThat(supervision.backoff(1_000_000)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void exitCodesAreTold() {
    assertThat(ExitStatus.describe(137)).contains("SIGKILL").contains("memory");
    assertThat(ExitStatus.describe(134)).contains("SIGABRT").contains("native code");
    assertThat(ExitStatus.describe(139)).contains("SIGSEGV");
    assertThat(ExitStatus.describe(143)).contains("SIGTERM");
    assertThat(ExitStatus.describe(1)).isEqualTo("ended with exit code 1");
  }

  @Test
  void linesOfTheLogKeepTheirLevel() {
    LogRecord entry = new LogRecord(Level.WARNING, "it is {0}");
    entry.setLoggerName("a.b");
    entry.setParameters(new Object[] {"late"});

    String line = new LogLines().format(entry).strip();

    assertThat(LogLines.levelOf(line)).isEqualTo(System.Logger.Level.WARNING);
    assertThat(LogLines.textOf(line)).isEqualTo("a.b: it is late");
    assertThat(LogLines.levelOf("WARNINGS are not levels")).isEqualTo(System.Logger.Level.INFO);
  }
}
