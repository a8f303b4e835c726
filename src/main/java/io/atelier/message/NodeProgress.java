package io.atelier.message;

import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far one node is; {@code value} of {@code max} steps. */
public record NodeProgress(NodeIdentity node, State state, Number value, Number max) {
  /** States that clients see. */
  public enum State {
    RUNNING,
    FINISHED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The entry of {@code progress_state.nodes}. */
  public Map<String, @Nullable Object> toJson(PromptId promptId) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("value", value);
    json.put("max", max);
    json.put("state", state.wireName());
    json.put("node_id", node.id().value());
    json.put("prompt_id", promptId.value());
    json.put("display_node_id", node.display().value());
    NodeId parent = node.parent();
    json.put("parent_node_id", parent == null ? null : parent.value());
    json.put("real_node_id", node.real().value());
    return json;
  }
}
