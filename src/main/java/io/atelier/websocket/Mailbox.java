package io.atelier.websocket;

import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one client has been told of late, numbered, for when it comes back.
 *
 * <p>Of progress only the newest is kept. Beyond the bounds the oldest message goes that is not
 * {@linkplain Envelope#isFinal() final}, and only when there is no other one that is; those are in
 * the history too. A message gets the next number, where the first is the time in microseconds, so
 * that those of a restarted server are larger; or it has one already, from whoever numbers the
 * messages of several servers. Safe for use by many threads; what it sends it sends in order.
 */
final class Mailbox {
  private static final int MOST_MESSAGES = 2_000;
  private static final long MOST_BYTES = 4L * 1024 * 1024;
  private static final long MICROS = 1_000;

  private final MessageCounts counts;
  private final TreeMap<Long, Envelope> kept = new TreeMap<>();
  private final TreeSet<Long> passing = new TreeSet<>();
  private final Map<Object, Long> bySubject = new HashMap<>();
  private long weight;
  private long last;
  private long read = -1;
  private @Nullable ClientSession session;
  private boolean expected;
  private long leftAt;

  Mailbox(MessageCounts counts) {
    this.counts = counts;
  }

  /** Numbers and keeps a message, and sends it if the client is there. */
  synchronized void send(Message message) {
    keep(message, last == 0 ? System.currentTimeMillis() * MICROS : last + 1);
  }

  /** {@link #send} with the number that the message has; dropped unless that is beyond the last. */
  synchronized void send(Message message, long number) {
    if (number > last) {
      keep(message, number);
    }
  }

  /** Sends a message that is neither counted nor kept, if the client is there. */
  synchronized void mention(Message message) {
    if (session != null) {
      session.queue().add(new Envelope(message, false));
    }
  }

  private void keep(Message message, long number) {
    Envelope envelope = new Envelope(message, false, number);
    Object subject = envelope.subject();
    Long older = subject == null ? null : bySubject.put(subject, number);
    if (older != null) {
      remove(older);
    }
    kept.put(number, envelope);
    weight += envelope.weight();
    if (!envelope.isFinal()) {
      passing.add(number);
    }
    last = number;
    while (kept.size() > MOST_MESSAGES || weight > MOST_BYTES) {
      dropOne();
    }
    if (session != null) {
      session.queue().add(envelope);
    }
  }

  private void dropOne() {
    remove(passing.isEmpty() ? kept.firstKey() : passing.first());
  }

  private void remove(long number) {
    passing.remove(number);
    Envelope gone = kept.remove(number);
    if (gone != null) {
      weight -= gone.weight();
      Object subject = gone.subject();
      if (subject != null) {
        bySubject.remove(subject, number);
      }
    }
  }

  /**
   * Takes note that its client has connected and is soon to be sent to.
   *
   * @param lastSeen what a client has read that was never here; null from clients that do not count
   */
  synchronized void expect(@Nullable Long lastSeen) {
    expected = true;
    if (last == 0 && lastSeen != null) {
      last = lastSeen;
    }
  }

  /** Takes note that the expected client has gone again. */
  synchronized void expectNoMore(long nanoTime) {
    expected = false;
    leftAt = nanoTime;
  }

  /**
   * Makes a session the one that is sent to, after its greeting and what its client has missed.
   *
   * @param lastSeen the last number that the client has read; null from clients that do not count,
   *     which get what their closed socket did not take
   */
  synchronized void attach(ClientSession newer, List<Envelope> greeting, @Nullable Long lastSeen) {
    List<Envelope> first = new ArrayList<>(greeting);
    if (lastSeen != null) {
      first.addAll(kept.tailMap(lastSeen, false).values());
    } else if (session == null) {
      first.addAll(kept.tailMap(read, false).values());
    } else {
      read = last;
    }
    counts.replay(first.size() - greeting.size());
    session = newer;
    expected = false;
    newer.queue().open(first);
  }

  synchronized boolean isAttached() {
    return session != null;
  }

  /** The highest number told; 0 for none. */
  synchronized long last() {
    return last;
  }

  /** The highest number that the client has certainly taken; -1 for none. */
  synchronized long read() {
    return session == null ? read : Math.max(read, session.queue().sentNumber());
  }

  /** What is kept, in order. */
  synchronized List<Mailboxes.Numbered> kept() {
    return kept.entrySet().stream()
        .map(each -> new Mailboxes.Numbered(each.getKey(), each.getValue().message()))
        .toList();
  }

  /** Goes on where another server was, whose numbers and reader may be further. */
  synchronized void resume(long furtherLast, long furtherRead) {
    last = Math.max(last, furtherLast);
    read = Math.max(read, furtherRead);
  }

  /** Takes note that a session is closed; whether it was the one sent to. */
  synchronized boolean detach(ClientSession closed, long nanoTime) {
    if (session != closed) {
      return false;
    }
    session = null;
    leftAt = nanoTime;
    read = Math.max(read, closed.queue().sentNumber());
    return true;
  }

  /** Whether the client has been away for so long, or has nothing to come back for. */
  synchronized boolean isAbandoned(long nanoTime, long patienceNanos) {
    return session == null && !expected && (kept.isEmpty() || nanoTime - leftAt > patienceNanos);
  }
}
