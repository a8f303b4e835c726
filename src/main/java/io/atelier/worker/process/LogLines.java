package io.atelier.worker.process;

import io.atelier.log.LogContext;
import io.atelier.log.TraceContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * The form in which the child prints its log, one line with the level's name in front, then
 * {@code @}, the trace and the encoded id of the prompt that it is about, if any; and how the
 * server takes these back.
 */
final class LogLines extends Formatter {
  private static final String ABOUT = "@";
  private static final Pattern ENCODED = Pattern.compile("(?:[\\w.*+-]|%[0-9A-F]{2})*+");
  private static final Map<Level, System.Logger.Level> LEVELS =
      Map.of(
          Level.SEVERE, System.Logger.Level.ERROR,
          Level.WARNING, System.Logger.Level.WARNING,
          Level.INFO, System.Logger.Level.INFO,
          Level.CONFIG, System.Logger.Level.DEBUG,
          Level.FINE, System.Logger.Level.DEBUG,
          Level.FINER, System.Logger.Level.TRACE,
          Level.FINEST, System.Logger.Level.TRACE);

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(entry.getLevel().getName());
    line.append(' ');
    LogContext.current().ifPresent(context -> append(line, context));
    line.append(entry.getLoggerName()).append(": ").append(formatMessage(entry));
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(System.lineSeparator()).append(trace.toString().stripTrailing());
    }
    return line.append(System.lineSeparator()).toString();
  }

  private static void append(StringBuilder line, LogContext context) {
    String id = context.promptId() == null ? "" : context.promptId();
    line.append(ABOUT).append(context.trace().header()).append(' ');
    line.append(URLEncoder.encode(id, StandardCharsets.UTF_8)).append(' ');
  }

  /** What the line is about, if it says so. */
  static Optional<LogContext> contextOf(String line) {
    String[] parts = withoutLevel(line).split(" ", 3);
    if (!isAbout(parts)) {
      return Optional.empty();
    }
    String id = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    return TraceContext.parse(parts[0].substring(ABOUT.length()))
        .map(trace -> new LogContext(id, trace));
  }

  private static boolean isAbout(String[] parts) {
    return parts.length == 3
        && parts[0].startsWith(ABOUT)
        && ENCODED.matcher(parts[1]).matches()
        && TraceContext.parse(parts[0].substring(ABOUT.length())).isPresent();
  }

  /** The level that the line begins with; INFO for what is not of the log. */
  static System.Logger.Level levelOf(String line) {
    return named(line).map(LEVELS::get).orElse(System.Logger.Level.INFO);
  }

  private static Optional<Level> named(String line) {
    return LEVELS.keySet().stream()
        .filter(level -> line.startsWith(level.getName() + " "))
        .findFirst();
  }

  /** The line without its level and what it is about. */
  static String textOf(String line) {
    String text = withoutLevel(line);
    String[] parts = text.split(" ", 3);
    return isAbout(parts) ? parts[2] : text;
  }

  private static String withoutLevel(String line) {
    return named(line).map(level -> line.substring(level.getName().length() + 1)).orElse(line);
  }
}
