package io.atelier.worker.process;

import java.util.concurrent.atomic.AtomicLong;

/** What happened to the children of a process worker, counted since the server's start. */
public final class WorkerCounts {
  private final AtomicLong starts = new AtomicLong();
  private final AtomicLong deaths = new AtomicLong();
  private final AtomicLong hangs = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();

  void started() {
    starts.incrementAndGet();
  }

  void died() {
    deaths.incrementAndGet();
  }

  void hung() {
    hangs.incrementAndGet();
  }

  void retried() {
    retries.incrementAndGet();
  }

  /** Children started. */
  public long starts() {
    return starts.get();
  }

  /** Children that ended though nobody had asked them to. */
  public long deaths() {
    return deaths.get();
  }

  /** Those of the dead that were killed since they did not answer. */
  public long hangs() {
    return hangs.get();
  }

  /** Prompts run once more. */
  public long retries() {
    return retries.get();
  }
}
