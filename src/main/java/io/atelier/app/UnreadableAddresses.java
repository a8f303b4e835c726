package io.atelier.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a client has misspelt out of the log. Payara takes addresses with bad escapes, such as
 * {@code %uff0e}, for failures of its own and writes thirty lines for each, before the application
 * is asked.
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
    StackTraceElement[] trace =
        failure instanceof IllegalArgumentException
            ? failure.getStackTrace()
            : new StackTraceElement[0];
    return trace.length > 0 && trace[0].getClassName().startsWith(DECODERS);
  }
}
