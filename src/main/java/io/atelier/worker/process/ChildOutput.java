package io.atelier.worker.process;

import io.atelier.log.LogContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what the child prints into our log, line by line, and remembers the last lines. */
final class ChildOutput implements Runnable {
  private static final System.Logger LOG = System.getLogger(ChildOutput.class.getName());
  private static final int REMEMBERED = 20;
  private static final int MAX_LINE = 8_000;

  private final long processId;
  private final InputStream stream;
  private final Supplier<Optional<LogContext>> running;
  private final Deque<String> last = new ArrayDeque<>();

  /**
   * @param running tells what the child is busy with, for lines that do not say it
   */
  ChildOutput(long processId, InputStream stream, Supplier<Optional<LogContext>> running) {
    this.processId = processId;
    this.stream = stream;
    this.running = running;
  }

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = line(reader); line != null; line = line(reader)) {
        if (!line.isBlank()) {
          remember(line);
          log(line);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the child's output ended", e);
    }
  }

  /** The next line, cut where it gets too long; null at the end. */
  private static @Nullable String line(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() < MAX_LINE) {
        line.append((char) c);
      }
    }
    return line.toString().stripTrailing();
  }

  private void log(String line) {
    Runnable log =
        () ->
            LOG.log(
                LogLines.levelOf(line),
                "worker {0}: {1}",
                Long.toString(processId),
                LogLines.textOf(line));
    LogLines.contextOf(line).or(running).ifPresentOrElse(context -> context.run(log), log);
  }

  private void remember(String line) {
    synchronized (last) {
      if (last.size() == REMEMBERED) {
        last.removeFirst();
      }
      last.addLast(line);
    }
  }

  /** What was printed last, oldest line first. */
  List<String> lastLines() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }
}
