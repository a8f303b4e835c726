package io.atelier.rest;

import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptError;
import io.atelier.prompt.PromptId;
import io.atelier.queue.SubmitCall;
import io.atelier.rest.http.UnreadableRequestException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client submits: each part is looked at before anything is done. */
final class SubmitBody {
  /** Numbers as the original's language writes them. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private SubmitBody() {}

  /**
   * The call that a JSON value is.
   *
   * @throws UnreadableRequestException naming the part that cannot be read
   * @throws io.atelier.prompt.PromptFormatException when it is a workflow as editors save it
   */
  @SuppressWarnings("unchecked")
  static SubmitCall read(@Nullable Object json) {
    if (json instanceof List<?> || json instanceof String) {
      return new SubmitCall(
          PromptId.random(), null, false, SubmitCall.Graph.NONE, null, ExtraData.NONE);
    }
    if (!(json instanceof Map<?, ?> object)) {
      throw fault("invalid_request", "The request body is not a JSON object", "");
    }
    if (!object.containsKey("prompt") && Prompt.isUiWorkflow(object)) {
      throw Prompt.uiWorkflow();
    }
    Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) object;
    Number number = number(members);
    PromptId id = id(members);
    Set<NodeId> targets = targets(members);
    ExtraData extraData = extraData(members);
    return new SubmitCall(id, number, isToFront(members), graph(members), targets, extraData);
  }

  private static UnreadableRequestException fault(String type, String message, String details) {
    return new UnreadableRequestException(PromptError.of(type, message, details));
  }

  private static SubmitCall.Graph graph(Map<String, @Nullable Object> json) {
    return json.containsKey("prompt")
        ? SubmitCall.Graph.of(json.get("prompt"))
        : SubmitCall.Graph.NONE;
  }

  private static boolean isToFront(Map<String, @Nullable Object> json) {
    Object value = json.get("front");
    return value != null
        && !Boolean.FALSE.equals(value)
        && !"".equals(value)
        && !(value instanceof Number n && n.doubleValue() == 0);
  }

  private static @Nullable Number number(Map<String, @Nullable Object> json) {
    if (!json.containsKey("number")) {
      return null;
    }
    Object given = json.get("number");
    double number = Double.NaN;
    if (given instanceof Boolean b) {
      number = b ? 1 : 0;
    } else if (given instanceof Number n) {
      number = n.doubleValue();
    } else if (given instanceof String text && NUMBER.matcher(text.strip()).matches()) {
      number = Double.parseDouble(text.strip());
    }
    if (!Double.isFinite(number)) {
      throw fault("invalid_request", "The number is not a finite number", "number");
    }
    return number;
  }

  private static PromptId id(Map<String, @Nullable Object> json) {
    Object given = json.get("prompt_id");
    return given == null
        ? PromptId.random()
        : PromptId.chosen(given)
            .orElseThrow(
                () ->
                    fault(
                        "invalid_prompt_id",
                        "This cannot be the prompt_id of a prompt",
                        PromptId.RULE));
  }

  private static @Nullable Set<NodeId> targets(Map<String, @Nullable Object> json) {
    Object given = json.get("partial_execution_targets");
    if (given == null) {
      return null;
    }
    if (!(given instanceof List<?> ids)) {
      throw fault("invalid_request", "The targets are not a list", "partial_execution_targets");
    }
    Set<NodeId> targets = new HashSet<>();
    ids.forEach(id -> targets.add(new NodeId(String.valueOf(id))));
    return targets;
  }

  @SuppressWarnings("unchecked")
  private static ExtraData extraData(Map<String, @Nullable Object> json) {
    Object given = json.containsKey("extra_data") ? json.get("extra_data") : Map.of();
    boolean hasClient = json.containsKey("client_id");
    if (!(given instanceof Map<?, ?> object)) {
      if (hasClient) {
        throw fault("invalid_request", "The extra data is not an object", "extra_data");
      }
      return ExtraData.NONE;
    }
    Map<String, @Nullable Object> extra =
        new LinkedHashMap<>((Map<String, @Nullable Object>) object);
    if (hasClient) {
      extra.put("client_id", json.get("client_id"));
    }
    return ExtraData.of(extra);
  }
}
