package io.atelier.execution;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * How prompts are evaluated.
 *
 * @param clock tells the time of messages
 * @param parallelism nodes that may run at a time; 1 to run each on the calling thread. Results and
 *     messages are the same for any
 * @param pool runs nodes when they run in parallel
 */
public record EngineOptions(Clock clock, int parallelism, Executor pool) {
  /** One node at a time. */
  public static EngineOptions sequential() {
    return new EngineOptions(Clock.systemUTC(), 1, Runnable::run);
  }

  /** Up to so many nodes at a time on the pool. */
  public static EngineOptions parallel(int parallelism, Executor pool) {
    return new EngineOptions(Clock.systemUTC(), parallelism, pool);
  }
}
