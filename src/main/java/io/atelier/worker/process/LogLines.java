package io.atelier.worker.process;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * The form in which the child prints its log, one line with the level's name in front, and how the
 * server takes the level back.
 */
final class LogLines extends Formatter {
  private static final Level[] LEVELS = {
    Level.SEVERE, Level.WARNING, Level.INFO, Level.CONFIG, Level.FINE, Level.FINER, Level.FINEST
  };

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(entry.getLevel().getName());
    line.append(' ').append(entry.getLoggerName()).append(": ").append(formatMessage(entry));
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(System.lineSeparator()).append(trace.toString().stripTrailing());
    }
    return line.append(System.lineSeparator()).toString();
  }

  /** The level that the line begins with; INFO for what is not of the log. */
  static Level levelOf(String line) {
    for (Level level : LEVELS) {
      if (line.startsWith(level.getName() + " ")) {
        return level;
      }
    }
    return Level.INFO;
  }

  /** The line without its level. */
  static String textOf(String line) {
    String name = levelOf(line).getName() + " ";
    return line.startsWith(name) ? line.substring(name.length()) : line;
  }
}
