package io.atelier.queue;

import java.util.concurrent.atomic.LongAdder;

/** What became of submissions, counted since the server's start. Safe for use by many threads. */
public final class PromptCounts {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder invalid = new LongAdder();
  private final LongAdder full = new LongAdder();
  private final LongAdder stopping = new LongAdder();

  void accept() {
    accepted.increment();
  }

  void refuse(Admission.Refusal why) {
    (why == Admission.Refusal.FULL ? full : stopping).increment();
  }

  /** A submission is refused for what it says. */
  void refuseInvalid() {
    invalid.increment();
  }

  /** Prompts added to the queue. */
  public long accepted() {
    return accepted.sum();
  }

  /** Submissions that did not pass validation. */
  public long invalid() {
    return invalid.sum();
  }

  /** Those refused since the queue was full. */
  public long full() {
    return full.sum();
  }

  /** Those refused since the server was about to stop. */
  public long stopping() {
    return stopping.sum();
  }
}
