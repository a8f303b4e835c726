package io.atelier.websocket;

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
 * the history too. Numbers grow by one from the time of the start in microseconds, so that those of
 * a restarted server are larger. Safe for use by many threads; what it sends it sends in order.
 */
final class Outbox {
  private static final int MOST_MESSAGES = 2_000;
  private static final long MOST_BYTES = 4L * 1024 * 1024;
  private static final long MICROS = 1_000;

  private final MessageCounts counts;
  private final TreeMap<Long, Envelope> kept = new TreeMap<>();
  private final TreeSet<Long> passing = new TreeSet<>();
  private final Map<Object, Long> bySubject = new HashMap<>();
  private long weight;
  private long next = System.currentTimeMillis() * MICROS;
  private long read = next - 1;
  private @Nullable ClientSession session;
  private long leftAt;

  Outbox(MessageCounts counts) {
    this.counts = counts;
  }

  /** Numbers and keeps a message, and sends it if the client is there. */
  synchronized void send(Message message) {
    Envelope envelope = new Envelope(message, false, next);
    Object subject = envelope.subject();
    Long older = subject == null ? null : bySubject.put(subject, next);
    if (older != null) {
      remove(older);
    }
    kept.put(next, envelope);
    weight += envelope.weight();
    if (!envelope.isFinal()) {
      passing.add(next);
    }
    next++;
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
    }
    counts.replay(first.size() - greeting.size());
    session = newer;
    newer.queue().open(first);
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
    return session == null && (kept.isEmpty() || nanoTime - leftAt > patienceNanos);
  }
}
