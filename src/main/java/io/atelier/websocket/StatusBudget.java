package io.atelier.websocket;

import java.util.function.LongSupplier;

/**
 * How many queue lengths one client is told: every one while they are few, then some a second.
 *
 * <p>The length of the queue is a state, told to every client at every change. Under load that
 * would cost more than the prompts themselves; a client is then told the newest length often enough
 * to show it. A token bucket: so many at once, refilled at a steady rate. Not safe for use by many
 * threads.
 */
final class StatusBudget {
  private static final double AT_ONCE = 32;
  private static final double PER_NANOSECOND = 10 / 1e9;

  private final LongSupplier nanoTime;
  private double tokens = AT_ONCE;
  private long refilled;

  StatusBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.refilled = nanoTime.getAsLong();
  }

  /** Whether the client may be told one now. */
  boolean take() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(AT_ONCE, tokens + (now - refilled) * PER_NANOSECOND);
    refilled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
