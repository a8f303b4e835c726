package io.atelier.worker.process;

import java.time.Duration;

/**
 * How the child is watched.
 *
 * @param start the longest time until it can take prompts
 * @param heartbeat between two questions whether it lives
 * @param silence the longest time without an answer
 * @param heed the longest time from a prompt's interruption to its end
 * @param stop the time that it has to end by itself
 * @param firstBackoff the wait before a new start after two failures in a row; doubles with each
 *     further one
 * @param maxBackoff the longest wait before a new start
 * @param retry whether the prompt whose child died is run once more
 */
public record Supervision(
    Duration start,
    Duration heartbeat,
    Duration silence,
    Duration heed,
    Duration stop,
    Duration firstBackoff,
    Duration maxBackoff,
    boolean retry) {
  /** For a server. */
  public static Supervision of(boolean retry) {
    return new Supervision(
        Duration.ofSeconds(120),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        retry);
  }

  /** How long to wait before the next start after so many failures in a row. */
  Duration backoff(int failures) {
    if (failures < 2) {
      return Duration.ZERO;
    }
    Duration wait = firstBackoff;
    for (int i = 2; i < failures && wait.compareTo(maxBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
  }
}
