package io.atelier.execution;

import io.atelier.node.PromptInterruptedException;

/** The wish that one prompt end, seen at its next step. */
final class Interruption {
  private volatile boolean requested;
  private Runnable wakeUp = () -> {};

  /**
   * Names what ends waits.
   *
   * @param action called at a request, and at once when there was one already
   */
  synchronized void wakes(Runnable action) {
    wakeUp = action;
    if (requested) {
      action.run();
    }
  }

  synchronized void request() {
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
