package io.atelier.testingpack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waiting without a thread. */
final class Delay {
  private static final double MILLIS = 1000;

  private Delay() {}

  /** Completes after so many seconds. */
  static CompletableFuture<@Nullable Void> ofSeconds(double seconds) {
    return CompletableFuture.runAsync(() -> {}, after(seconds));
  }

  static Executor after(double seconds) {
    return CompletableFuture.delayedExecutor(Math.round(seconds * MILLIS), TimeUnit.MILLISECONDS);
  }
}
