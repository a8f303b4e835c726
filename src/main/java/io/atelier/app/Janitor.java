package io.atelier.app;

import io.atelier.config.AtelierSettings;
import io.atelier.config.RetentionSettings;
import io.atelier.queue.History;
import io.atelier.queue.QueueLoops;
import io.atelier.queue.StoreException;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/** Deletes what is older, or more, than the settings allow; to be run now and then. */
@ApplicationScoped
public class Janitor implements Runnable {
  private static final System.Logger LOG = System.getLogger(Janitor.class.getName());

  /** What has changed so shortly before the running prompt began, or before now, stays. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  @Inject AtelierSettings settings;
  @Inject FileStore files;
  @Inject History history;
  @Inject QueueLoops loops;

  @Override
  public void run() {
    RetentionSettings retention = settings.retention();
    sweep(Folder.TEMP, new Retention(retention.tempAge(), 0));
    sweep(Folder.OUTPUT, new Retention(retention.outputAge(), retention.outputBytes()));
    Duration age = settings.queue().historyAge();
    if (!age.isZero()) {
      expireHistory(age);
    }
  }

  private void sweep(Folder folder, Retention retention) {
    if (!retention.isLimited()) {
      return;
    }
    Instant now = Instant.now();
    Duration busy = loops.longest();
    try {
      Retention.Swept swept =
          retention.sweep(files.root(folder), now, now.minus(busy).minus(MARGIN));
      if (swept.files() > 0) {
        LOG.log(
            Level.INFO,
            "{0} files of {1} bytes in the {2} folder were old, or too many, and are deleted",
            new Object[] {
              Integer.toString(swept.files()), Long.toString(swept.bytes()), folder.wireName()
            });
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "old files stay in the " + folder.wireName() + " folder", e);
    }
  }

  private void expireHistory(Duration age) {
    try {
      int expired = history.expire(Instant.now().minus(age).toEpochMilli());
      if (expired > 0) {
        LOG.log(Level.INFO, "{0} finished prompts are no longer kept", Integer.toString(expired));
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "old finished prompts are kept on", e);
    }
  }
}
