package io.atelier.websocket;

import java.time.Duration;

/**
 * How much may wait for one client, and how long.
 *
 * @param relaxedMessages up to this many waiting messages, all of them are kept
 * @param relaxedBytes up to this weight of waiting messages, all of them are kept
 * @param maxMessages a session with more waiting messages is closed
 * @param maxBytes a session with more waiting weight is closed
 * @param sendTimeout a session with one send under way for longer is closed
 */
public record SessionLimits(
    int relaxedMessages, long relaxedBytes, int maxMessages, long maxBytes, Duration sendTimeout) {
  private static final long MIB = 1024 * 1024;

  /** Bounds under which a client that never reads costs little and a slow one loses no result. */
  public static final SessionLimits DEFAULT =
      new SessionLimits(256, 4 * MIB, 50_000, 256 * MIB, Duration.ofSeconds(30));

  public SessionLimits withSendTimeout(Duration timeout) {
    return new SessionLimits(relaxedMessages, relaxedBytes, maxMessages, maxBytes, timeout);
  }
}
