package io.atelier.log;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    JsonObject fields = JsonObject.with("time", entry.getInstant().toString());
    fields.and("level", entry.getLevel().getName());
    fields.and("logger", String.valueOf(entry.getLoggerName()));
    fields.and("thread", Thread.currentThread().getName());
    fields.and("message", String.valueOf(formatMessage(entry)));
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      fields.and("exception", trace.toString());
    }
    LogContext.current()
        .ifPresent(
            context -> {
              fields.andIfPresent("prompt_id", context.promptId());
              fields.and("trace_id", context.trace().traceId());
              fields.and("span_id", context.trace().spanId());
            });
    return Json.write(fields.map()) + "\n";
  }
}
