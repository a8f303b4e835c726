package io.atelier.log;

import io.atelier.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes each record as one line that is a JSON object: {@code time} (ISO 8601, UTC), {@code
 * level}, {@code logger}, {@code thread}, {@code message}; where they apply also {@code exception}
 * (the whole trace), {@code prompt_id}, {@code trace_id} and {@code span_id}.
 *
 * <p>To be used by handlers that format on the thread that logs.
 */
public final class JsonLogFormatter extends Formatter {
  @Override
  public String format(LogRecord entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", entry.getInstant().toString());
    fields.put("level", entry.getLevel().getName());
    fields.put("logger", String.valueOf(entry.getLoggerName()));
    fields.put("thread", Thread.currentThread().getName());
    fields.put("message", String.valueOf(formatMessage(entry)));
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      fields.put("exception", trace.toString());
    }
    LogContext.current()
        .ifPresent(
            context -> {
              String promptId = context.promptId();
              if (promptId != null) {
                fields.put("prompt_id", promptId);
              }
              fields.put("trace_id", context.trace().traceId());
              fields.put("span_id", context.trace().spanId());
            });
    return Json.write(fields) + "\n";
  }
}
