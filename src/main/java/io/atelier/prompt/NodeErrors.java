package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with one node.
 *
 * @param errors the first ones
 * @param moreErrors how many there are beyond these
 * @param dependentOutputs output nodes that cannot run because of it, the first ones
 */
public record NodeErrors(
    String classType, List<PromptError> errors, int moreErrors, List<NodeId> dependentOutputs) {
  public Map<String, Object> toJson() {
    List<Map<String, Object>> told = new ArrayList<>();
    errors.forEach(error -> told.add(error.toJson()));
    if (moreErrors > 0) {
      told.add(more().toJson());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("errors", told);
    json.put("dependent_outputs", dependentOutputs.stream().map(NodeId::value).toList());
    json.put("class_type", classType);
    return json;
  }

  private PromptError more() {
    return new PromptError(
        "more_errors",
        "The node has " + moreErrors + " more errors",
        "",
        Map.of("more_errors", moreErrors));
  }
}
