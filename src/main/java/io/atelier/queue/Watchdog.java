package io.atelier.queue;

import io.atelier.prompt.PromptId;
import io.atelier.worker.Workers;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Interrupts prompts that run for longer than they may; to be run now and then. */
public final class Watchdog implements Runnable {
  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

  private final QueueLoops loops;
  private final Workers workers;
  private final Duration limit;

  /**
   * @param limit zero for none
   */
  public Watchdog(QueueLoops loops, Workers workers, Duration limit) {
    this.loops = loops;
    this.workers = workers;
    this.limit = limit;
  }

  @Override
  public void run() {
    if (limit.isZero()) {
      return;
    }
    loops.running().stream()
        .filter(running -> running.since().compareTo(limit) > 0)
        .forEach(
            running -> running.prompt().logContext().run(() -> interrupt(running.prompt().id())));
  }

  private void interrupt(PromptId id) {
    LOG.log(Level.WARNING, "prompt {0} runs for longer than {1} and is interrupted", id, limit);
    workers.interrupt(id);
  }
}
