package io.atelier.queue;

import java.util.Optional;

/** Decides whether the queue takes one more prompt. */
public final class Admission {
  private final PromptQueue queue;
  private final int most;
  private final PromptCounts counts;
  private volatile boolean closed;

  /** Why a prompt is refused. */
  public enum Refusal {
    /** As many prompts as may be are there. */
    FULL,
    /** The server is about to stop. */
    STOPPING
  }

  /**
   * @param most prompts that may wait or run; 0 for any number. Those that come at the same moment
   *     may exceed it by their own number
   * @param counts is told of refusals
   */
  public Admission(PromptQueue queue, int most, PromptCounts counts) {
    this.queue = queue;
    this.most = most;
    this.counts = counts;
  }

  /** Refuses everything from now on. */
  public void close() {
    closed = true;
  }

  /** Why no prompt is taken now; empty when one is. */
  public Optional<Refusal> refusal() {
    Optional<Refusal> refusal = Optional.empty();
    if (closed) {
      refusal = Optional.of(Refusal.STOPPING);
    } else if (most > 0 && queue.remaining() >= most) {
      refusal = Optional.of(Refusal.FULL);
    }
    refusal.ifPresent(counts::refuse);
    return refusal;
  }
}
