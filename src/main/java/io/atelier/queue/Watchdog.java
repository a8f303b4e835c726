package io.atelier.queue;

import io.atelier.prompt.PromptId;
import io.atelier.worker.Worker;
import java.time.Duration;

/** Interrupts a prompt that runs for longer than it may; to be run now and then. */
public final class Watchdog implements Runnable {
  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

  private final QueueLoop loop;
  private final Worker worker;
  private final Duration limit;

  /**
   * @param limit zero for none
   */
  public Watchdog(QueueLoop loop, Worker worker, Duration limit) {
    this.loop = loop;
    this.worker = worker;
    this.limit = limit;
  }

  @Override
  public void run() {
    if (limit.isZero()) {
      return;
    }
    loop.running()
        .filter(running -> running.since().compareTo(limit) > 0)
        .ifPresent(
            running -> running.prompt().logContext().run(() -> interrupt(running.prompt().id())));
  }

  private void interrupt(PromptId id) {
    LOG.log(
        System.Logger.Level.WARNING,
        "prompt {0} runs for longer than {1} and is interrupted",
        id,
        limit);
    worker.interrupt(id);
  }
}
