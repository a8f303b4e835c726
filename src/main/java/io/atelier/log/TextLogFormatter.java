package io.atelier.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a record is about to the text that another formatter makes: {@code [prompt_id=…
 * trace_id=… span_id=…]} at its end.
 *
 * <p>To be used by handlers that format on the thread that logs.
 */
public final class TextLogFormatter extends Formatter {
  private final Formatter text;

  public TextLogFormatter(Formatter text) {
    this.text = text;
  }

  @Override
  public String format(LogRecord entry) {
    String formatted = text.format(entry);
    return LogContext.current().map(context -> append(formatted, context)).orElse(formatted);
  }

  private static String append(String formatted, LogContext context) {
    String line = formatted.stripTrailing();
    StringBuilder whole = new StringBuilder(line).append(" [");
    String promptId = context.promptId();
    if (promptId != null) {
      whole.append("prompt_id=").append(printable(promptId)).append(' ');
    }
    whole.append("trace_id=").append(context.trace().traceId());
    whole.append(" span_id=").append(context.trace().spanId()).append(']');
    return whole.append(formatted, line.length(), formatted.length()).toString();
  }

  /** Clients choose ids; none is to begin a line of its own. */
  private static String printable(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public String formatMessage(@Nullable LogRecord entry) {
    return text.formatMessage(entry);
  }
}
