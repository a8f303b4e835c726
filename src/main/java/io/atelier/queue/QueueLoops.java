package io.atelier.queue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The loops of a server, one for each of its workers, seen as one. */
public final class QueueLoops {
  private final List<QueueLoop> all;

  /**
   * @param all never empty
   */
  public QueueLoops(List<QueueLoop> all) {
    this.all = List.copyOf(all);
  }

  /** Each to be run by a thread of its own. */
  public List<QueueLoop> all() {
    return all;
  }

  /** {@link QueueLoop#requestFree} of all. */
  public void requestFree(boolean models, boolean cache) {
    all.forEach(loop -> loop.requestFree(models, cache));
  }

  /** Whether each has its thread. */
  public boolean areAlive() {
    return all.stream().allMatch(QueueLoop::isAlive);
  }

  /** {@link QueueLoop#stopTaking} of all. */
  public void stopTaking() {
    all.forEach(QueueLoop::stopTaking);
  }

  /** The prompts that run, the one begun first before the others. */
  public List<QueueLoop.Running> running() {
    return all.stream()
        .map(QueueLoop::running)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(QueueLoop.Running::since).reversed())
        .toList();
  }

  /** For how long the prompt has run that was begun first; zero when none runs. */
  public Duration longest() {
    return running().stream().findFirst().map(QueueLoop.Running::since).orElse(Duration.ZERO);
  }
}
