package io.atelier.wire;

import io.atelier.json.JsonObject;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.Timed;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Messages as JSON: the two members of a text frame, {@code type} and {@code data}, which history
 * keeps as pairs.
 */
public final class MessageJson {
  private static final Map<Class<?>, Form<?>> FORMS = new HashMap<>();

  /** What one kind of message is called, and how its data is made. */
  private record Form<M extends Message>(
      Class<M> kind, String type, Function<M, JsonObject> members) {
    JsonObject data(Message message) {
      return members.apply(kind.cast(message));
    }
  }

  static {
    form(Message.Status.class, "status", MessageJson::status);
    form(Message.FeatureFlags.class, "feature_flags", m -> JsonObject.empty().andAll(m.flags()));
    form(Message.Logs.class, "logs", MessageJson::logs);
    form(Message.ExecutionStart.class, "execution_start", m -> stamped(m.promptId(), m));
    form(Message.ExecutionCached.class, "execution_cached", MessageJson::cached);
    form(Message.Executing.class, "executing", MessageJson::executing);
    form(Message.ExecutingNothing.class, "executing", MessageJson::executingNothing);
    form(
        Message.ExecutingNow.class,
        "executing",
        m -> JsonObject.with("node", m.displayNode().value()));
    form(Message.Executed.class, "executed", MessageJson::executed);
    form(Message.Progress.class, "progress", MessageJson::progress);
    form(Message.ProgressState.class, "progress_state", MessageJson::progressState);
    form(Message.ExecutionSuccess.class, "execution_success", m -> stamped(m.promptId(), m));
    form(Message.ExecutionError.class, "execution_error", MessageJson::error);
    form(
        Message.ExecutionBlocked.class, "execution_error", m -> failure(m.promptId(), m.failure()));
    form(Message.ExecutionInterrupted.class, "execution_interrupted", MessageJson::interrupted);
    form(Message.NodeText.class, "text", MessageJson::text);
  }

  private MessageJson() {}

  private static <M extends Message> void form(
      Class<M> kind, String type, Function<M, JsonObject> data) {
    FORMS.put(kind, new Form<>(kind, type, data));
  }

  private static Form<?> formOf(Message message) {
    return Objects.requireNonNull(FORMS.get(message.getClass()));
  }

  /** The {@code type} member. */
  public static String type(Message message) {
    return formOf(message).type();
  }

  /** The {@code data} member. */
  public static Map<String, @Nullable Object> data(Message message) {
    return formOf(message).data(message).map();
  }

  /** The pair that history keeps. */
  public static List<Object> pair(Message message) {
    return List.of(type(message), data(message));
  }

  /**
   * The whole frame.
   *
   * @param number its place among the messages to a client that counts them; null to others
   */
  public static Map<String, @Nullable Object> frame(Message message, @Nullable Long number) {
    return JsonObject.with("type", type(message))
        .and("data", data(message))
        .andIfPresent("seq", number)
        .map();
  }

  private static JsonObject status(Message.Status message) {
    Map<String, ?> info = Map.of("queue_remaining", (long) message.queueRemaining());
    return JsonObject.with("status", Map.of("exec_info", info)).andIfPresent("sid", message.sid());
  }

  private static JsonObject logs(Message.Logs message) {
    return JsonObject.with("entries", message.lines().stream().map(MessageJson::line).toList())
        .and("size", null);
  }

  /** A line of the log. */
  public static Map<String, @Nullable Object> line(Message.LogLine line) {
    return JsonObject.with("t", line.time()).and("m", line.text()).map();
  }

  private static JsonObject cached(Message.ExecutionCached message) {
    return JsonObject.with("nodes", ids(message.nodes()))
        .andAll(stamped(message.promptId(), message).map());
  }

  private static JsonObject executing(Message.Executing message) {
    return JsonObject.with("node", message.node().value())
        .and("display_node", message.displayNode().value())
        .and("prompt_id", message.promptId().value());
  }

  private static JsonObject executingNothing(Message.ExecutingNothing message) {
    return JsonObject.with("node", null).and("prompt_id", message.promptId().value());
  }

  private static JsonObject executed(Message.Executed message) {
    return JsonObject.with("node", message.node().value())
        .and("display_node", message.displayNode().value())
        .and("output", message.output())
        .and("prompt_id", message.promptId().value());
  }

  private static JsonObject progress(Message.Progress message) {
    return JsonObject.with("value", message.value())
        .and("max", message.max())
        .and("prompt_id", message.promptId().value())
        .and("node", message.node().id().value());
  }

  private static JsonObject progressState(Message.ProgressState message) {
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

  private static JsonObject error(Message.ExecutionError message) {
    return failure(message.promptId(), message.failure()).and("timestamp", message.timestamp());
  }

  private static JsonObject failure(PromptId promptId, Message.Failure failure) {
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

  private static JsonObject interrupted(Message.ExecutionInterrupted message) {
    return JsonObject.with("prompt_id", message.promptId().value())
        .and("node_id", message.node().value())
        .and("node_type", message.nodeType())
        .and("executed", ids(message.executed()))
        .and("timestamp", message.timestamp());
  }

  private static JsonObject text(Message.NodeText message) {
    return JsonObject.with("node", message.node().value()).and("text", message.text());
  }

  private static JsonObject stamped(PromptId promptId, Timed message) {
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
