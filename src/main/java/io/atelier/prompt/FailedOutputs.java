package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The outputs that cannot run and the nodes that are to blame, as clients are told of them: each
 * node with the outputs that failed with or after it, as the original does. An answer has room for
 * some; the rest is counted.
 */
final class FailedOutputs {
  private static final int MOST_DEPENDENTS = 50;
  private static final int MOST_LINES = 100;
  private static final int MOST_CHARACTERS = 1 << 20;

  private final GraphValidation graph;
  private final Prompt prompt;
  private final ToIntFunction<NodeErrors> length;
  private final List<NodeId> outputs = new ArrayList<>();

  /** How many outputs had failed before each of the failed nodes was found. */
  private final List<Integer> found = new ArrayList<>();

  private final List<String> lines = new ArrayList<>();
  private int moreLines;

  /**
   * @param length how long what is wrong with a node is in an answer, in characters
   */
  FailedOutputs(GraphValidation graph, Prompt prompt, ToIntFunction<NodeErrors> length) {
    this.graph = graph;
    this.prompt = prompt;
    this.length = length;
  }

  /** Notes an output that has just turned out to be invalid. */
  void add(NodeId output) {
    while (found.size() < graph.failed().size()) {
      found.add(outputs.size());
    }
    outputs.add(output);
    GraphValidation.Outcome outcome = graph.outcomeOf(output);
    for (PromptError error : outcome.errors()) {
      if (lines.size() < MOST_LINES) {
        lines.add(error.message() + ": " + error.details());
      } else {
        moreLines++;
      }
    }
    moreLines += outcome.more();
  }

  /** The acceptance of a prompt some of whose outputs can run. */
  ValidationReport.Accepted acceptance(Prompt converted, List<NodeId> valid) {
    Map<NodeId, NodeErrors> shown = nodeErrors();
    return new ValidationReport.Accepted(converted, valid, shown, beyond(shown));
  }

  private int beyond(Map<NodeId, NodeErrors> shown) {
    return found.size() + graph.moreFailed() - shown.size();
  }

  private Map<NodeId, NodeErrors> nodeErrors() {
    Map<NodeId, NodeErrors> errors = new LinkedHashMap<>();
    int characters = 0;
    for (int i = 0; i < found.size() && characters < MOST_CHARACTERS; i++) {
      NodeId id = graph.failed().get(i);
      NodeErrors ofNode = nodeErrors(id, found.get(i));
      errors.put(id, ofNode);
      characters += length.applyAsInt(ofNode);
    }
    return errors;
  }

  private NodeErrors nodeErrors(NodeId id, int firstOutput) {
    PromptNode node = prompt.node(id);
    String classType = node == null ? null : node.classType();
    GraphValidation.Outcome outcome = graph.outcomeOf(id);
    int end = Math.min(outputs.size(), firstOutput + MOST_DEPENDENTS);
    return new NodeErrors(
        classType == null ? "" : classType,
        outcome.errors(),
        outcome.more(),
        List.copyOf(outputs.subList(firstOutput, end)));
  }

  /** The refusal of a prompt none of whose outputs can run. */
  ValidationReport.Rejected rejection() {
    Map<NodeId, NodeErrors> shown = nodeErrors();
    int moreNodes = beyond(shown);
    String details = String.join("\n", lines);
    if (moreLines > 0) {
      details += "\n… and " + moreLines + " more errors";
    }
    PromptError error =
        moreNodes == 0
            ? PromptError.of(
                "prompt_outputs_failed_validation", "Prompt outputs failed validation", details)
            : new PromptError(
                "prompt_outputs_failed_validation",
                "Prompt outputs failed validation, with errors of " + moreNodes + " more nodes",
                details,
                Map.of("more_nodes", moreNodes));
    return new ValidationReport.Rejected(error, shown);
  }
}
