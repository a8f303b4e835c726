package io.atelier.prompt;

import io.atelier.node.GraphNode;
import io.atelier.node.Link;
import io.atelier.node.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a submitted prompt as its JSON says.
 *
 * @param json the whole node object, unknown keys too; not to be modified
 */
public record PromptNode(NodeId id, Map<String, @Nullable Object> json) {
  /** The class, or null when the node names none. */
  public @Nullable String classType() {
    return json.get("class_type") instanceof String s ? s : null;
  }

  /** The inputs, or null when they are missing or not an object. */
  @SuppressWarnings("unchecked")
  public @Nullable Map<String, @Nullable Object> inputs() {
    return json.get("inputs") instanceof Map<?, ?> m ? (Map<String, @Nullable Object>) m : null;
  }

  /** The title that the user gave the node, or null. */
  public @Nullable String title() {
    return json.get("_meta") instanceof Map<?, ?> meta && meta.get("title") instanceof String s
        ? s
        : null;
  }

  /** The same node with other inputs. */
  PromptNode withInputs(Map<String, @Nullable Object> inputs) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(json);
    changed.put("inputs", inputs);
    return new PromptNode(id, changed);
  }

  /** The node as the engine runs it, its links recognised. */
  public GraphNode toGraphNode() {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    Map<String, @Nullable Object> given = inputs();
    if (given != null) {
      given.forEach(
          (name, value) -> {
            Link link = Link.fromJson(value);
            inputs.put(name, link == null ? value : link);
          });
    }
    String classType = classType();
    return new GraphNode(id, classType == null ? "" : classType, inputs, null);
  }
}
