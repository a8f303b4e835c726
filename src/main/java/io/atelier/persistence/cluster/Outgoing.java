package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.Keeping;
import io.atelier.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait to be relayed, in order of publication. Not safe for use by many threads.
 *
 * <p>Adding never waits. While few wait, all are kept; beyond that a new message displaces the
 * older one of the same {@linkplain Keeping#subject subject}, and beyond the bounds the oldest one
 * goes that tells no end.
 */
final class Outgoing {
  private static final int RELAXED_MESSAGES = 256;
  private static final long RELAXED_BYTES = 4L << 20;
  private static final int MOST_MESSAGES = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  private final TreeMap<Long, Item> waiting = new TreeMap<>();
  private final TreeSet<Long> passing = new TreeSet<>();
  private final Map<String, Long> bySubject = new HashMap<>();
  private long next;
  private long weight;

  /**
   * A message on its way.
   *
   * @param local whether other servers know it without being told
   */
  record Item(Audience audience, Message message, boolean local) {
    /** What only a newer one of the same audience can displace; null for what always stays. */
    @Nullable String subject() {
      String subject = Keeping.subject(message);
      return subject == null || !(audience instanceof Audience.Client client)
          ? subject
          : subject + " for " + client.id();
    }
  }

  /**
   * The oldest messages, and the mark that {@link #done} takes when they need not wait any more.
   */
  record Oldest(List<Item> items, long mark) {}

  void add(Item item) {
    String subject = item.subject();
    if (subject != null) {
      Long older = bySubject.put(subject, next);
      if (older != null && isCrowded()) {
        remove(older);
      }
    }
    if (!Keeping.isFinal(item.message())) {
      passing.add(next);
    }
    waiting.put(next++, item);
    weight += Keeping.weight(item.message());
    while (waiting.size() > MOST_MESSAGES || weight > MOST_BYTES) {
      remove(passing.isEmpty() ? waiting.firstKey() : passing.first());
    }
  }

  private boolean isCrowded() {
    return waiting.size() >= RELAXED_MESSAGES || weight > RELAXED_BYTES;
  }

  private void remove(long number) {
    passing.remove(number);
    Item gone = waiting.remove(number);
    if (gone != null) {
      weight -= Keeping.weight(gone.message());
      forget(gone, number);
    }
  }

  private void forget(Item gone, long number) {
    String subject = gone.subject();
    if (subject != null) {
      bySubject.remove(subject, number);
    }
  }

  /** The oldest messages, which go on waiting until they are {@link #done}. */
  Oldest oldest(int mostMessages, long mostBytes) {
    List<Item> items = new ArrayList<>();
    long mark = -1;
    long bytes = 0;
    Iterator<Map.Entry<Long, Item>> each = waiting.entrySet().iterator();
    while (each.hasNext() && items.size() < mostMessages && bytes < mostBytes) {
      Map.Entry<Long, Item> entry = each.next();
      items.add(entry.getValue());
      bytes += Keeping.weight(entry.getValue().message());
      mark = entry.getKey();
    }
    return new Oldest(items, mark);
  }

  /** Removes messages that need not wait any more. */
  void done(Oldest oldest) {
    List.copyOf(waiting.headMap(oldest.mark(), true).keySet()).forEach(this::remove);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }
}
