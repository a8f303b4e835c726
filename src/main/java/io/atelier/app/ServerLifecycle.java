package io.atelier.app;

import io.atelier.app.metrics.Meters;
import io.atelier.config.AtelierSettings;
import io.atelier.queue.Admission;
import io.atelier.queue.AnnouncedQueue;
import io.atelier.queue.QueueLoops;
import io.atelier.queue.StoreException;
import io.atelier.queue.Watchdog;
import io.atelier.rest.ServerLog;
import io.atelier.rest.http.Readiness;
import io.atelier.storage.FileStore;
import io.atelier.websocket.SendLoop;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Workers;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts what runs by itself, and stops it with the application. */
@ApplicationScoped
public class ServerLifecycle {
  private static final System.Logger LOG = System.getLogger(ServerLifecycle.class.getName());
  private static final long STATUS_PERIOD_MILLIS = 100;
  private static final long WATCH_PERIOD_SECONDS = 5;
  private static final long BEAT_PERIOD_SECONDS = 2;
  private static final long STORE_PERIOD_SECONDS = 5;
  private static final long SWEEP_PERIOD_MINUTES = 10;
  private static final long DRAIN_LOOK_MILLIS = 50;

  @Inject AtelierSettings settings;
  @Inject ServerLog log;
  @Inject FileStore files;
  @Inject Stores stores;
  @Inject Delivery delivery;
  @Inject AnnouncedQueue queue;
  @Inject Admission admission;
  @Inject Watchdog watchdog;
  @Inject Gauges gauges;
  @Inject Meters meters;
  @Inject Totals totals;
  @Inject StoreSample storeSample;
  @Inject Janitor janitor;
  @Inject QueueLoops loops;
  @Inject Workers workers;
  @Inject SendLoop sender;
  @Inject SessionRegistry sessions;
  @Inject Readiness readiness;
  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

  private final EndSignals signals = new EndSignals(this::drain);
  private final LogOutput output = new LogOutput();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final List<Future<?>> running = new ArrayList<>();

  void start(@Observes @Initialized(ApplicationScoped.class) Object context) throws IOException {
    output.begin(settings.jsonLog());
    output.copyTo(log);
    files.clearTemp();
    ExampleImage.drawIfAbsent(files);
    running.add(executor.submit(sender));
    delivery.tasks(queue, workers).forEach(task -> running.add(executor.submit(task)));
    loops.all().forEach(loop -> running.add(executor.submit(loop)));
    totals.register();
    gauges.register();
    every(STATUS_PERIOD_MILLIS, TimeUnit.MILLISECONDS, sessions::sendKeptStatus);
    every(WATCH_PERIOD_SECONDS, TimeUnit.SECONDS, sessions::closeStuckSessions);
    every(BEAT_PERIOD_SECONDS, TimeUnit.SECONDS, this::beat);
    every(1, TimeUnit.SECONDS, watchdog);
    every(1, TimeUnit.SECONDS, meters::refresh);
    every(STORE_PERIOD_SECONDS, TimeUnit.SECONDS, storeSample);
    every(SWEEP_PERIOD_MINUTES, TimeUnit.MINUTES, janitor);
    signals.hold();
    readiness.declare();
    LOG.log(Level.INFO, () -> "Atelier keeps its files in " + settings.baseDirectory());
  }

  /** A task that fails once is tried again all the same. */
  private void every(long period, TimeUnit unit, Runnable task) {
    Runnable logged =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a periodic task failed", e);
          }
        };
    running.add(scheduler.scheduleWithFixedDelay(logged, period, period, unit));
  }

  private void beat() {
    stores.beat().forEach(workers::interrupt);
    delivery.look();
  }

  @PreDestroy
  void stop() {
    drain();
    signals.release();
    output.copyNoLongerTo(log);
    delivery.leave();
    try {
      stores.leave().forEach(workers::interrupt);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the running prompt is recovered by the next server", e);
    }
    running.forEach(task -> task.cancel(true));
    workers.close();
    try {
      files.clearTemp();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "temporary files stay behind", e);
    }
    output.end();
  }

  /**
   * Takes and begins no further prompt, and lets the running ones end, for as long as the settings
   * say. Happens on a signal while the server still answers, else when the container stops it.
   */
  private void drain() {
    if (draining.getAndSet(true)) {
      return;
    }
    admission.close();
    loops.stopTaking();
    long end = System.nanoTime() + settings.queue().drain().toNanos();
    try {
      while (!loops.running().isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(DRAIN_LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
