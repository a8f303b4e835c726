package io.atelier.prompt;

import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a submitted prompt can run.
 *
 * <p>Every class must exist; then each output node is validated together with everything that it
 * depends on. A prompt is accepted when at least one output is valid, and only valid ones will run.
 * The graph may be of any depth: nothing here recurses along links.
 */
public final class PromptValidator {
  private final NodeRegistry registry;
  private final Services services;
  private final ToIntFunction<NodeErrors> length;

  /**
   * @param length how long what is wrong with a node is in an answer, in characters; an answer has
   *     room for so much
   */
  public PromptValidator(
      NodeRegistry registry, Services services, ToIntFunction<NodeErrors> length) {
    this.registry = registry;
    this.services = services;
    this.length = length;
  }

  /**
   * Validates a prompt.
   *
   * @param targets the only output nodes to consider; null for all. Other ids are ignored.
   */
  public ValidationReport validate(Prompt prompt, @Nullable Set<NodeId> targets) {
    List<NodeId> candidates = new ArrayList<>();
    for (PromptNode node : prompt.nodes()) {
      String classType = node.classType();
      if (classType == null && !node.json().containsKey("class_type")) {
        return refuse(
            "Cannot execute because a node is missing the class_type property.", node.id());
      }
      NodeType type = classType == null ? null : registry.find(classType);
      if (type == null) {
        return refuse(
            "Cannot execute because node "
                + io.atelier.json.PythonText.str(node.json().get("class_type"))
                + " does not exist.",
            node.id());
      }
      if (type.definition().isOutputNode() && (targets == null || targets.contains(node.id()))) {
        candidates.add(node.id());
      }
    }
    if (candidates.isEmpty()) {
      return new ValidationReport.Rejected(
          PromptError.of("prompt_no_outputs", "Prompt has no outputs", ""), Map.of());
    }
    return validateOutputs(prompt, candidates);
  }

  private static ValidationReport refuse(String message, NodeId node) {
    return new ValidationReport.Rejected(
        PromptError.of("invalid_prompt", message, "Node ID '#" + node + "'"), Map.of());
  }

  private ValidationReport validateOutputs(Prompt prompt, List<NodeId> candidates) {
    GraphValidation graph = new GraphValidation(prompt, registry, services);
    List<NodeId> valid = new ArrayList<>();
    FailedOutputs failed = new FailedOutputs(graph, prompt, length);
    for (NodeId output : candidates) {
      if (graph.validate(output)) {
        valid.add(output);
      } else {
        failed.add(output);
      }
    }
    return valid.isEmpty()
        ? failed.rejection()
        : failed.acceptance(prompt.with(graph.converted()), valid);
  }
}
