package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueueLoop;
import io.atelier.queue.QueuedPrompt;
import io.atelier.rest.ServerLog;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.UserDirectory;
import io.atelier.websocket.SendLoop;
import io.atelier.websocket.SessionRegistry;
import io.atelier.worker.Worker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts what runs by itself, and stops it with the application. */
@ApplicationScoped
public class ServerLifecycle {
  private static final Logger LOG = Logger.getLogger(ServerLifecycle.class.getName());
  private static final Logger OWN_LOGGER = Logger.getLogger("io.atelier");
  private static final long STATUS_PERIOD_MILLIS = 100;
  private static final long WATCH_PERIOD_SECONDS = 5;

  @Inject AtelierSettings settings;
  @Inject ServerLog log;
  @Inject UserDirectory users;
  @Inject FileStore files;
  @Inject ModelFolders models;
  @Inject PromptQueue queue;
  @Inject QueueLoop loop;
  @Inject Worker worker;
  @Inject SendLoop sender;
  @Inject SessionRegistry sessions;
  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

  private final List<Future<?>> running = new ArrayList<>();

  void start(@Observes @Initialized(ApplicationScoped.class) Object context) throws IOException {
    OWN_LOGGER.addHandler(log);
    models.create();
    users.create();
    files.clearTemp();
    ExampleImage.drawIfAbsent(files);
    running.add(executor.submit(sender));
    running.add(executor.submit(loop));
    running.add(
        scheduler.scheduleWithFixedDelay(
            sessions::sendKeptStatus,
            STATUS_PERIOD_MILLIS,
            STATUS_PERIOD_MILLIS,
            TimeUnit.MILLISECONDS));
    running.add(
        scheduler.scheduleWithFixedDelay(
            sessions::closeStuckSessions,
            WATCH_PERIOD_SECONDS,
            WATCH_PERIOD_SECONDS,
            TimeUnit.SECONDS));
    LOG.info(() -> "Atelier keeps its files in " + settings.baseDirectory());
  }

  @PreDestroy
  void stop() {
    OWN_LOGGER.removeHandler(log);
    for (QueuedPrompt prompt : queue.snapshot().running()) {
      worker.interrupt(prompt.id());
    }
    running.forEach(task -> task.cancel(true));
    worker.close();
    try {
      files.clearTemp();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "temporary files stay behind", e);
    }
  }
}
