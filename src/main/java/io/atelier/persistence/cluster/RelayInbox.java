package io.atelier.persistence.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for the thread of the relay. Putting something in never waits for that thread. */
final class RelayInbox {
  private static final int BATCH_MESSAGES = 256;
  private static final long BATCH_BYTES = 1L << 20;

  private final Outgoing outgoing = new Outgoing();
  private List<Move> moves = new ArrayList<>();
  private Set<String> mail = new LinkedHashSet<>();
  private boolean everybody;
  private boolean tick;

  /**
   * A client that has come or gone.
   *
   * @param open what is to be done when it is known what it has missed; null when it has gone
   */
  record Move(String client, @Nullable Runnable open) {}

  /**
   * What there is to do.
   *
   * @param oldest the messages to publish
   * @param everybody whether all clients are to be registered anew
   * @param mail addresses that others have written to
   * @param tick whether some seconds have gone by
   */
  record Work(
      Outgoing.Oldest oldest,
      List<Move> moves,
      boolean everybody,
      Set<String> mail,
      boolean tick) {}

  synchronized void add(Outgoing.Item item) {
    outgoing.add(item);
    notifyAll();
  }

  synchronized void move(Move move) {
    moves.add(move);
    notifyAll();
  }

  synchronized void mail(Set<String> addresses) {
    mail.addAll(addresses);
    notifyAll();
  }

  synchronized void everybody() {
    everybody = true;
    notifyAll();
  }

  synchronized void tick() {
    tick = true;
    notifyAll();
  }

  /** Everything there is to do, as soon as there is anything; messages stay until they are done. */
  synchronized Work take() throws InterruptedException {
    while (outgoing.isEmpty() && moves.isEmpty() && mail.isEmpty() && !everybody && !tick) {
      wait();
    }
    Work work =
        new Work(outgoing.oldest(BATCH_MESSAGES, BATCH_BYTES), moves, everybody, mail, tick);
    moves = new ArrayList<>();
    mail = new LinkedHashSet<>();
    everybody = false;
    tick = false;
    return work;
  }

  synchronized void done(Outgoing.Oldest oldest) {
    outgoing.done(oldest);
    notifyAll();
  }

  synchronized boolean isEmpty() {
    return outgoing.isEmpty();
  }

  /** Waits until no message waits, at most so long. */
  synchronized void awaitEmpty(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; !outgoing.isEmpty() && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
