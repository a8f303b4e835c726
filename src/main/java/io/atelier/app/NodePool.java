package io.atelier.app;

import io.atelier.config.AtelierSettings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which nodes compute. The container makes the threads, so that they carry its
 * context; a pool of our own hands them tasks, since a managed task costs a hundred times as much.
 */
@ApplicationScoped
public class NodePool implements Executor {
  private static final long IDLE_SECONDS = 60;

  @Inject AtelierSettings settings;
  @Resource ManagedThreadFactory threads;

  private @Nullable ExecutorService pool;

  private synchronized ExecutorService pool() {
    if (pool == null) {
      ThreadPoolExecutor made =
          new ThreadPoolExecutor(
              settings.parallelism(),
              settings.parallelism(),
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              threads);
      made.allowCoreThreadTimeOut(true);
      pool = made;
    }
    return pool;
  }

  @Override
  public void execute(Runnable task) {
    pool().execute(task);
  }

  @PreDestroy
  synchronized void stop() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
