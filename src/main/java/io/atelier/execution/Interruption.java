package io.atelier.execution;

import io.atelier.node.PromptInterruptedException;

/** The wish that one prompt end, seen at its next step. */
final class Interruption {
  private final Runnable wakeUp;
  private volatile boolean requested;

  /**
   * @param wakeUp called at a request, to end waits
   */
  Interruption(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  void request() {
    requested = true;
    wakeUp.run();
  }

  boolean isRequested() {
    return requested;
  }

  void check() {
    if (requested) {
      throw new PromptInterruptedException();
    }
  }
}
