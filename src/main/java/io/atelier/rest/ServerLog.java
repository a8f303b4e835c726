package io.atelier.rest;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** The last lines of the server's log, kept for clients to read and told to those who subscribe. */
public final class ServerLog extends Handler {
  /** Lines kept. */
  static final int CAPACITY = 300;

  private static final int MAX_SUBSCRIBERS = 100;
  private static final int MAX_LINE = 10_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private final MessageBus bus;
  private final Deque<Message.LogLine> lines = new ArrayDeque<>();
  private final Set<String> subscribers = new LinkedHashSet<>();
  private final ThreadLocal<Boolean> publishing = ThreadLocal.withInitial(() -> false);

  public ServerLog(MessageBus bus) {
    this.bus = bus;
    setLevel(Level.INFO);
    setFormatter(new SimpleFormatter());
  }

  /** Keeps the record; what telling subscribers logs itself is kept, but not told. */
  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) {
      return;
    }
    Message.LogLine line = line(entry);
    List<String> audience;
    synchronized (lines) {
      if (lines.size() == CAPACITY) {
        lines.removeFirst();
      }
      lines.addLast(line);
      audience = List.copyOf(subscribers);
    }
    if (!publishing.get()) {
      publishing.set(true);
      try {
        Message.Logs message = new Message.Logs(List.of(line));
        audience.forEach(client -> bus.publish(new Audience.Client(client), message));
      } finally {
        publishing.remove();
      }
    }
  }

  private Message.LogLine line(LogRecord entry) {
    String text = getFormatter().formatMessage(entry);
    if (entry.getThrown() != null) {
      text += ": " + entry.getThrown();
    }
    String bounded = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + " …" : text;
    LocalDateTime time = LocalDateTime.ofInstant(entry.getInstant(), ZoneId.systemDefault());
    return new Message.LogLine(TIME.format(time), bounded + "\n");
  }

  /** The kept lines, oldest first. */
  List<Message.LogLine> lines() {
    synchronized (lines) {
      return new ArrayList<>(lines);
    }
  }

  /** Tells a client of new lines from now on, or no longer; the oldest subscriber gives way. */
  void subscribe(String clientId, boolean enabled) {
    synchronized (lines) {
      subscribers.remove(clientId);
      if (enabled) {
        if (subscribers.size() == MAX_SUBSCRIBERS) {
          subscribers.remove(subscribers.iterator().next());
        }
        subscribers.add(clientId);
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    synchronized (lines) {
      subscribers.clear();
    }
  }
}
