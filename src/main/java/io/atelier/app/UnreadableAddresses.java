package io.atelier.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a client has misspelt out of the log. Payara takes addresses with bad escapes, such as
 * {@code %uff0e}, and those that end in {@code /.} for failures of its own and writes thirty lines
 * for each, before the application is asked.
 */
final class UnreadableAddresses implements Filter {
  private static final String DECODERS = "org.glassfish.grizzly.http.util.";

  /** Held here, since the log manager forgets loggers that nobody holds. */
  private final Logger container = Logger.getLogger("jakarta.enterprise.web.core");

  private @Nullable Filter before;

  void begin() {
    before = container.getFilter();
    container.setFilter(this);
  }

  void end() {
    container.setFilter(before);
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    Filter other = before;
    return !isUnreadable(record.getThrown()) && (other == null || other.isLoggable(record));
  }

  private static boolean isUnreadable(@Nullable Throwable failure) {
    if (failure instanceof IllegalArgumentException
        || failure instanceof IndexOutOfBoundsException) {
      StackTraceElement[] trace = failure.getStackTrace();
      return trace.length > 0 && trace[0].getClassName().startsWith(DECODERS);
    }
    return false;
  }
}
