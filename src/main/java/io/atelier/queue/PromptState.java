package io.atelier.queue;

import java.util.Locale;

/** What has become of a prompt. */
public enum PromptState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  INTERRUPTED,
  /** Taken out of the queue before it ran. */
  CANCELED,
  /** The server died while it ran, and it was not to be run again. */
  LOST,
  /** It is over, and its history is no longer kept. */
  EXPIRED,
  /** Nothing is known of it. */
  UNKNOWN;

  /** The state of a finished prompt. */
  public static PromptState of(HistoryEntry entry) {
    return switch (entry.result().status()) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }

  /** The name in our own routes. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
