package io.atelier.websocket;

import java.util.concurrent.atomic.LongAdder;

/** What became of messages to clients, counted since the server's start. */
public final class MessageCounts {
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder coalesced = new LongAdder();
  private final LongAdder replayed = new LongAdder();

  void send() {
    sent.increment();
  }

  void drop(int messages) {
    dropped.add(messages);
  }

  void coalesce(int messages) {
    coalesced.add(messages);
  }

  void replay(int messages) {
    replayed.add(messages);
  }

  /** Messages handed to a socket, one for each that hears it. */
  public long sent() {
    return sent.sum();
  }

  /** Messages that waited for a socket when it was closed, or had no client to go to. */
  public long dropped() {
    return dropped.sum();
  }

  /** Messages that newer ones of the same subject replaced before they were sent. */
  public long coalesced() {
    return coalesced.sum();
  }

  /** Messages that clients missed and got when they came back; sent ones as well. */
  public long replayed() {
    return replayed.sum();
  }
}
