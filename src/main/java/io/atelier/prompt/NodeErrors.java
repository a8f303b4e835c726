package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with one node.
 *
 * @param dependentOutputs output nodes that cannot run because of it
 */
public record NodeErrors(
    String classType, List<PromptError> errors, List<NodeId> dependentOutputs) {
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("errors", errors.stream().map(PromptError::toJson).toList());
    json.put("dependent_outputs", dependentOutputs.stream().map(NodeId::value).toList());
    json.put("class_type", classType);
    return json;
  }
}
