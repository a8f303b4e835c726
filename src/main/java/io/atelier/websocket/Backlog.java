package io.atelier.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one client, in order of publication. Not safe for use by many threads.
 *
 * <p>While few wait, all are kept, so that a client that reads sees every step. Beyond that a new
 * message displaces the older ones of the same {@linkplain Envelope#subject subject}: of progress
 * and queue length only the newest counts. Messages without a subject always stay.
 */
final class Backlog {
  private final SessionLimits limits;
  private final MessageCounts counts;
  private final Map<Long, Envelope> waiting = new LinkedHashMap<>();
  private final Map<Object, Deque<Long>> numbersBySubject = new HashMap<>();
  private long nextNumber;
  private long weight;

  Backlog(SessionLimits limits, MessageCounts counts) {
    this.limits = limits;
    this.counts = counts;
  }

  /** Appends a message; false when that exceeds what one client may hold. */
  boolean add(Envelope envelope) {
    Object subject = envelope.subject();
    if (subject != null) {
      Deque<Long> sameSubject = numbersBySubject.computeIfAbsent(subject, s -> new ArrayDeque<>(2));
      if (!isRelaxed(envelope.weight())) {
        sameSubject.forEach(this::remove);
        counts.coalesce(sameSubject.size());
        sameSubject.clear();
      }
      sameSubject.addLast(nextNumber);
    }
    waiting.put(nextNumber++, envelope);
    weight += envelope.weight();
    return waiting.size() <= limits.maxMessages() && weight <= limits.maxBytes();
  }

  private boolean isRelaxed(long more) {
    return waiting.size() < limits.relaxedMessages() && weight + more <= limits.relaxedBytes();
  }

  /** Takes the oldest message; null when none waits. */
  @Nullable Envelope poll() {
    Iterator<Long> numbers = waiting.keySet().iterator();
    if (!numbers.hasNext()) {
      return null;
    }
    Envelope oldest = remove(numbers.next());
    Object subject = oldest.subject();
    if (subject != null) {
      numbersBySubject.computeIfPresent(
          subject,
          (s, numbersOfSubject) -> {
            numbersOfSubject.removeFirst();
            return numbersOfSubject.isEmpty() ? null : numbersOfSubject;
          });
    }
    return oldest;
  }

  private Envelope remove(Long number) {
    Envelope removed = waiting.remove(number);
    if (removed == null) {
      throw new IllegalStateException("message " + number + " does not wait");
    }
    weight -= removed.weight();
    return removed;
  }

  void clear() {
    waiting.clear();
    numbersBySubject.clear();
    weight = 0;
  }

  int size() {
    return waiting.size();
  }

  long weight() {
    return weight;
  }
}
