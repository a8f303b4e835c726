package io.atelier.queue;

/**
 * What has become of the wish to run a finished prompt again, under an id and number of its own.
 */
public sealed interface Resubmitted
    permits Submitted.Accepted, Submitted.NotNow, Resubmitted.Unknown, Resubmitted.Succeeded {
  /** The history has no such prompt. */
  record Unknown() implements Resubmitted {}

  /** It succeeded, so that there is nothing to try again. */
  record Succeeded() implements Resubmitted {}
}
