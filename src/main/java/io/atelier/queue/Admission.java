package io.atelier.queue;

import java.util.Optional;

/** Decides whether the queue takes one more prompt. */
public final class Admission {
  private final PromptQueue queue;
  private final int most;
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
   */
  public Admission(PromptQueue queue, int most) {
    this.queue = queue;
    this.most = most;
  }

  /** Refuses everything from now on. */
  public void close() {
    closed = true;
  }

  /** Why no prompt is taken now; empty when one is. */
  public Optional<Refusal> refusal() {
    if (closed) {
      return Optional.of(Refusal.STOPPING);
    }
    return most > 0 && queue.remaining() >= most ? Optional.of(Refusal.FULL) : Optional.empty();
  }
}
