package io.atelier.worker.process;

import java.util.List;

/** The child ended, or never began; the message says how, for the client to read. */
final class WorkerDiedException extends Exception {
  private final List<String> lastLines;

  /**
   * @param lastLines what the child printed last
   */
  WorkerDiedException(String message, List<String> lastLines) {
    super(message);
    this.lastLines = List.copyOf(lastLines);
  }

  List<String> lastLines() {
    return lastLines;
  }
}
