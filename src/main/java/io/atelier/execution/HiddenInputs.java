package io.atelier.execution;

import io.atelier.node.GraphView;
import io.atelier.node.Hidden;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What hidden inputs of one prompt's nodes receive. */
final class HiddenInputs {
  private final Prompt prompt;
  private final ExtraData extraData;
  private final GraphView graph;
  private final Map<NodeId, Object> fingerprints;
  private @Nullable Map<String, Object> promptJson;

  /**
   * @param fingerprints of nodes whose class has one; read when the prompt is first asked for
   */
  HiddenInputs(
      Prompt prompt, ExtraData extraData, GraphView graph, Map<NodeId, Object> fingerprints) {
    this.prompt = prompt;
    this.extraData = extraData;
    this.graph = graph;
    this.fingerprints = fingerprints;
  }

  /** The value for a running node. */
  @Nullable Object value(Hidden hidden, NodeId node) {
    return switch (hidden) {
      case PROMPT -> promptJson();
      case DYNPROMPT -> graph;
      case UNIQUE_ID -> node.value();
      case EXTRA_PNGINFO -> extraData.get("extra_pnginfo");
      case AUTH_TOKEN_COMFY_ORG -> extraData.get("auth_token_comfy_org");
      case API_KEY_COMFY_ORG -> extraData.get("api_key_comfy_org");
      case COMFY_USAGE_SOURCE -> extraData.get("comfy_usage_source");
    };
  }

  /** The value before execution, when there is no prompt yet to speak of. */
  @Nullable Object valueBeforeExecution(Hidden hidden, NodeId node) {
    return switch (hidden) {
      case PROMPT -> Map.of();
      case DYNPROMPT, EXTRA_PNGINFO -> null;
      default -> value(hidden, node);
    };
  }

  /** The submitted prompt, fingerprints written into its nodes as {@code is_changed}. */
  private Map<String, Object> promptJson() {
    Map<String, Object> json = promptJson;
    if (json == null) {
      json = prompt.toJson();
      for (Map.Entry<NodeId, Object> fingerprint : fingerprints.entrySet()) {
        if (json.get(fingerprint.getKey().value()) instanceof Map<?, ?> node) {
          Map<Object, @Nullable Object> changed = new LinkedHashMap<>(node);
          changed.putIfAbsent("is_changed", List.of(fingerprint.getValue()));
          json.put(fingerprint.getKey().value(), changed);
        }
      }
      promptJson = json;
    }
    return json;
  }
}
