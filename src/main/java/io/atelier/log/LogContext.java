package io.atelier.log;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is busy with: the log records that it makes meanwhile are about that.
 *
 * @param promptId the prompt; null while none is known
 */
public record LogContext(@Nullable String promptId, TraceContext trace) {
  private static final ThreadLocal<@Nullable LogContext> CURRENT = new ThreadLocal<>();

  /** The end of being busy with something; what was before is so again. */
  @FunctionalInterface
  public interface Scope {
    void close();
  }

  /** What the calling thread is busy with. */
  public static Optional<LogContext> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** The trace of the calling thread, or a new one when it has none. */
  public static TraceContext currentTrace() {
    LogContext current = CURRENT.get();
    return current == null ? TraceContext.begin() : current.trace();
  }

  /** Makes this what the calling thread is busy with, until the scope is closed by it. */
  public Scope open() {
    LogContext before = CURRENT.get();
    CURRENT.set(this);
    return () -> restore(before);
  }

  /** Does something that is about this. */
  public void run(Runnable action) {
    Scope scope = open();
    try {
      action.run();
    } finally {
      scope.close();
    }
  }

  private static void restore(@Nullable LogContext before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** An executor whose tasks are about what the thread is busy with that hands them over. */
  public static Executor carriedBy(Executor executor) {
    return task -> {
      LogContext context = CURRENT.get();
      executor.execute(context == null ? task : () -> context.run(task));
    };
  }
}
