package io.atelier.wire;

import io.atelier.json.JsonObject;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.Timed;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of messages, one form for each kind. */
final class MessageData {
  private MessageData() {}

  static JsonObject status(Message.Status message) {
    Map<String, ?> info = Map.of("queue_remaining", (long) message.queueRemaining());
    return JsonObject.with("status", Map.of("exec_info", info)).andIfPresent("sid", message.sid());
  }

  static JsonObject logs(Message.Logs message) {
    return JsonObject.with("entries", message.lines().stream().map(MessageJson::line).toList())
        .and("size", null);
  }

  static JsonObject cached(Message.ExecutionCached message) {
    return JsonObject.with("nodes", ids(message.nodes()))
        .andAll(stamped(message.promptId(), message).map());
  }

  static JsonObject executing(Message.Executing message) {
    return JsonObject.with("node", message.node().value())
        .and("display_node", message.displayNode().value())
        .and("prompt_id", message.promptId().value());
  }

  static JsonObject executingNothing(Message.ExecutingNothing message) {
    return JsonObject.with("node", null).and("prompt_id", message.promptId().value());
  }

  static JsonObject executed(Message.Executed message) {
    return JsonObject.with("node", message.node().value())
        .and("display_node", message.displayNode().value())
        .and("output", message.output())
        .and("prompt_id", message.promptId().value());
  }

  static JsonObject progress(Message.Progress message) {
    return JsonObject.with("value", message.value())
        .and("max", message.max())
        .and("prompt_id", message.promptId().value())
        .and("node", message.node().id().value());
  }

  static JsonObject progressState(Message.ProgressState message) {
    PromptId promptId = message.promptId();
    JsonObject nodes = JsonObject.empty();
    message
        .snapshot()
        .nodes()
        .forEach(node -> nodes.and(node.node().id().value(), progress(promptId, node)));
    return JsonObject.with("prompt_id", promptId.value()).and("nodes", nodes.map());
  }

  private static Map<String, @Nullable Object> progress(PromptId promptId, NodeProgress progress) {
    NodeIdentity node = progress.node();
    return JsonObject.with("value", progress.value())
        .and("max", progress.max())
        .and("state", progress.state().name().toLowerCase(Locale.ROOT))
        .and("node_id", node.id().value())
        .and("prompt_id", promptId.value())
        .and("display_node_id", node.display().value())
        .and("parent_node_id", id(node.parent()))
        .and("real_node_id", node.real().value())
        .map();
  }

  static JsonObject error(Message.ExecutionError message) {
    return failure(message.promptId(), message.failure()).and("timestamp", message.timestamp());
  }

  static JsonObject failure(PromptId promptId, Message.Failure failure) {
    return JsonObject.with("prompt_id", promptId.value())
        .and("node_id", failure.node().value())
        .and("node_type", failure.nodeType())
        .and("executed", ids(failure.executed()))
        .and("exception_message", failure.exceptionMessage())
        .and("exception_type", failure.exceptionType())
        .and("traceback", failure.traceback())
        .and("current_inputs", failure.currentInputs())
        .and("current_outputs", ids(failure.currentOutputs()));
  }

  static JsonObject interrupted(Message.ExecutionInterrupted message) {
    return JsonObject.with("prompt_id", message.promptId().value())
        .and("node_id", message.node().value())
        .and("node_type", message.nodeType())
        .and("executed", ids(message.executed()))
        .and("timestamp", message.timestamp());
  }

  static JsonObject text(Message.NodeText message) {
    return JsonObject.with("node", message.node().value()).and("text", message.text());
  }

  static JsonObject stamped(PromptId promptId, Timed message) {
    return JsonObject.with("prompt_id", promptId.value()).and("timestamp", message.timestamp());
  }

  private static List<String> ids(Collection<NodeId> ids) {
    return ids.stream().map(NodeId::value).toList();
  }

  /** The id of a node, or null where there is none. */
  static @Nullable String id(@Nullable NodeId node) {
    return node == null ? null : node.value();
  }
}
