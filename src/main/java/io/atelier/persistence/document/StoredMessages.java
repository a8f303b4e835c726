package io.atelier.persistence.document;

import static io.atelier.persistence.document.PromptDocument.object;
import static io.atelier.persistence.document.PromptDocument.required;

import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages that history keeps from the pairs of type and data that they are stored as.
 */
final class StoredMessages {
  private StoredMessages() {}

  static Message read(@Nullable Object pair) {
    if (!(pair instanceof List<?> list) || !(list.get(0) instanceof String type)) {
      throw new IllegalStateException("a stored message is no pair");
    }
    Map<String, @Nullable Object> data = object(list.get(1));
    PromptId prompt = new PromptId((String) required(data, "prompt_id"));
    long time = data.get("timestamp") instanceof Long t ? t : 0;
    return switch (type) {
      case "execution_start" -> new Message.ExecutionStart(prompt, time);
      case "execution_cached" -> new Message.ExecutionCached(prompt, ids(data, "nodes"), time);
      case "execution_success" -> new Message.ExecutionSuccess(prompt, time);
      case "execution_error" -> new Message.ExecutionError(prompt, failure(data), time);
      case "execution_interrupted" ->
          new Message.ExecutionInterrupted(
              prompt, node(data), text(data, "node_type"), ids(data, "executed"), time);
      default -> throw new IllegalStateException("history keeps no message of type " + type);
    };
  }

  @SuppressWarnings("unchecked")
  private static Message.Failure failure(Map<String, @Nullable Object> data) {
    return new Message.Failure(
        node(data),
        text(data, "node_type"),
        ids(data, "executed"),
        text(data, "exception_message"),
        text(data, "exception_type"),
        (List<String>) required(data, "traceback"),
        required(data, "current_inputs"),
        ids(data, "current_outputs"));
  }

  private static NodeId node(Map<String, @Nullable Object> data) {
    return new NodeId(text(data, "node_id"));
  }

  private static String text(Map<String, @Nullable Object> data, String key) {
    return (String) required(data, key);
  }

  @SuppressWarnings("unchecked")
  private static List<NodeId> ids(Map<String, @Nullable Object> data, String key) {
    return ((List<String>) required(data, key)).stream().map(NodeId::new).toList();
  }
}
