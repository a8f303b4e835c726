package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.List;
import java.util.Map;

/** Whether a prompt can run, and what is wrong with it. */
public sealed interface ValidationReport {
  Map<NodeId, NodeErrors> nodeErrors();

  /**
   * At least one output can run.
   *
   * @param prompt with converted inputs
   * @param outputs the valid output nodes, in order of the prompt
   * @param nodeErrors of the branches that cannot run, as many as an answer has room for
   * @param moreNodes how many nodes have errors beyond these
   */
  record Accepted(
      Prompt prompt, List<NodeId> outputs, Map<NodeId, NodeErrors> nodeErrors, int moreNodes)
      implements ValidationReport {}

  /**
   * Nothing can run.
   *
   * @param error which says how many nodes with errors there are beyond the given ones
   */
  record Rejected(PromptError error, Map<NodeId, NodeErrors> nodeErrors)
      implements ValidationReport {}
}
