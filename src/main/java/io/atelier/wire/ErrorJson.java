package io.atelier.wire;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.node.NodeId;
import io.atelier.prompt.NodeErrors;
import io.atelier.prompt.PromptError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with prompts, as JSON. */
public final class ErrorJson {
  private ErrorJson() {}

  /** One reason. */
  public static Map<String, @Nullable Object> of(PromptError error) {
    return JsonObject.with("type", error.type())
        .and("message", error.message())
        .and("details", error.details())
        .and("extra_info", error.extraInfo())
        .map();
  }

  /** All that is wrong with one node. */
  public static Map<String, @Nullable Object> of(NodeErrors node) {
    List<Object> errors = new ArrayList<>();
    node.errors().forEach(error -> errors.add(of(error)));
    if (node.moreErrors() > 0) {
      errors.add(of(more(node.moreErrors())));
    }
    return JsonObject.with("errors", errors)
        .and("dependent_outputs", node.dependentOutputs().stream().map(NodeId::value).toList())
        .and("class_type", node.classType())
        .map();
  }

  private static PromptError more(int count) {
    return new PromptError(
        "more_errors", "The node has " + count + " more errors", "", Map.of("more_errors", count));
  }

  /** All that is wrong, by node. */
  public static Map<String, @Nullable Object> of(Map<NodeId, NodeErrors> nodes) {
    JsonObject json = JsonObject.empty();
    nodes.forEach((id, errors) -> json.and(id.value(), of(errors)));
    return json.map();
  }

  /** How long what is wrong with one node is, in characters. */
  public static int length(NodeErrors node) {
    return Json.write(of(node)).length();
  }

  /** The answer to what is refused. */
  public static Map<String, @Nullable Object> refusal(
      PromptError error, Map<NodeId, NodeErrors> nodes) {
    return JsonObject.with("error", of(error)).and("node_errors", of(nodes)).map();
  }
}
