package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A submitted graph: nodes by id in document order, which decides the order of execution. */
public final class Prompt {
  private final Map<NodeId, PromptNode> nodes;

  private Prompt(Map<NodeId, PromptNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * The prompt that a JSON value stands for.
   *
   * @throws PromptFormatException when it is not an object of node objects
   */
  @SuppressWarnings("unchecked")
  public static Prompt fromJson(@Nullable Object json) {
    if (json instanceof List<?> list && list.isEmpty()) {
      return new Prompt(Map.of());
    }
    if (!(json instanceof Map<?, ?> object)) {
      throw new PromptFormatException(
          "The prompt is not an object of nodes", "it is " + kind(json), Map.of());
    }
    if (isUiWorkflow(object)) {
      throw uiWorkflow();
    }
    Map<NodeId, PromptNode> nodes = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          NodeId id = new NodeId(String.valueOf(key));
          if (value instanceof Map<?, ?> node) {
            nodes.put(id, new PromptNode(id, (Map<String, @Nullable Object>) node));
          } else if (value instanceof List<?> || value instanceof String) {
            nodes.put(id, new PromptNode(id, Map.of()));
          } else {
            throw new PromptFormatException(
                "Cannot execute because a node is not an object.",
                "Node ID '#" + id + "' is " + kind(value),
                Map.of("node_id", id.value()));
          }
        });
    return new Prompt(Collections.unmodifiableMap(nodes));
  }

  /**
   * Whether a JSON value is a workflow as editors save it, with places and wires, instead of the
   * graph of nodes that they submit.
   */
  public static boolean isUiWorkflow(@Nullable Object json) {
    return json instanceof Map<?, ?> workflow
        && workflow.get("nodes") instanceof List<?>
        && (workflow.get("links") instanceof List<?> || workflow.containsKey("last_node_id"));
  }

  /** The refusal of a workflow as editors save it. */
  public static PromptFormatException uiWorkflow() {
    return new PromptFormatException(
        "This is a UI-format workflow, not a prompt",
        "Export the workflow in API format, or queue it from the frontend",
        Map.of());
  }

  private static String kind(@Nullable Object json) {
    if (json == null) {
      return "null";
    }
    if (json instanceof List<?>) {
      return "a list";
    }
    if (json instanceof String) {
      return "a string";
    }
    return json instanceof Boolean ? "a boolean" : "a number";
  }

  /** The node, or null when there is none of this id. */
  public @Nullable PromptNode node(NodeId id) {
    return nodes.get(id);
  }

  public Collection<PromptNode> nodes() {
    return nodes.values();
  }

  /** The same prompt with some nodes replaced. */
  Prompt with(Map<NodeId, PromptNode> replacements) {
    if (replacements.isEmpty()) {
      return this;
    }
    Map<NodeId, PromptNode> changed = new LinkedHashMap<>(nodes);
    changed.putAll(replacements);
    return new Prompt(Collections.unmodifiableMap(changed));
  }

  /** The prompt as clients wrote it, inputs converted. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    nodes.forEach((id, node) -> json.put(id.value(), node.json()));
    return json;
  }
}
