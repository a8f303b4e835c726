package io.atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class UnreadableAddressesTest {
  private static final Logger CONTAINER = Logger.getLogger("jakarta.enterprise.web.core");

  private static LogRecord record(RuntimeException failure, String thrower) {
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(thrower, "decode", "X.java", 1)});
    LogRecord record = new LogRecord(Level.SEVERE, "An exception or error occurred");
    record.setThrown(failure);
    return record;
  }

  @Test
  void whatClientsMisspellIsNotLoggedAndAllElseIs() {
    UnreadableAddresses filter = new UnreadableAddresses();

    assertThat(
            filter.isLoggable(
                record(
                    new IllegalArgumentException("bad escape"),
                    "org.glassfish.grizzly.http.util.URLDecoder")))
        .isFalse();
    assertThat(filter.isLoggable(record(new IllegalArgumentException("ours"), "io.atelier.X")))
        .isTrue();
    assertThat(
            filter.isLoggable(
                record(
                    new IndexOutOfBoundsException("/."),
                    "org.glassfish.grizzly.http.util.HttpRequestURIDecoder")))
        .isFalse();
    assertThat(
            filter.isLoggable(
                record(
                    new IllegalStateException("broken"),
                    "org.glassfish.grizzly.http.util.URLDecoder")))
        .isTrue();
    assertThat(filter.isLoggable(new LogRecord(Level.SEVERE, "no failure"))).isTrue();
  }

  @Test
  void theFilterThatWasThereIsAskedTooAndComesBack() {
    CONTAINER.setFilter(record -> !record.getLevel().equals(Level.INFO));
    try {
      UnreadableAddresses filter = new UnreadableAddresses();
      filter.begin();
      assertThat(CONTAINER.isLoggable(Level.SEVERE)).isTrue();
      assertThat(filter.isLoggable(new LogRecord(Level.INFO, "no"))).isFalse();
      filter.end();
      assertThat(CONTAINER.getFilter()).isNotNull().isNotSameAs(filter);
    } finally {
      CONTAINER.setFilter(null);
    }
  }
}
