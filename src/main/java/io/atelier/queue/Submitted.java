package io.atelier.queue;

import io.atelier.node.NodeId;
import io.atelier.prompt.NodeErrors;
import io.atelier.prompt.PromptId;
import io.atelier.prompt.ValidationReport;
import java.util.Map;

/** What has become of a submission. */
public sealed interface Submitted {
  /**
   * The prompt waits.
   *
   * @param number its place
   * @param nodeErrors of the branches that cannot run, as many as an answer has room for
   * @param moreNodes how many nodes have errors beyond these
   */
  record Accepted(PromptId id, Number number, Map<NodeId, NodeErrors> nodeErrors, int moreNodes)
      implements Submitted, Resubmitted {}

  /** Nothing of it can run. */
  record Invalid(ValidationReport.Rejected report) implements Submitted {}

  /** It could run, but not now. */
  record NotNow(Admission.Refusal why) implements Submitted, Resubmitted {}

  /** A prompt of its id waits, runs or is in the history. */
  record IdTaken(PromptId id) implements Submitted {}
}
