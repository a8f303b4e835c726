package io.atelier.wire;

import io.atelier.json.JsonObject;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.Preview;
import java.util.HashMap;
import java.util.List;
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
    form(Message.Status.class, "status", MessageData::status);
    form(Message.FeatureFlags.class, "feature_flags", m -> JsonObject.empty().andAll(m.flags()));
    form(Message.Logs.class, "logs", MessageData::logs);
    form(
        Message.ExecutionStart.class, "execution_start", m -> MessageData.stamped(m.promptId(), m));
    form(Message.ExecutionCached.class, "execution_cached", MessageData::cached);
    form(Message.Executing.class, "executing", MessageData::executing);
    form(Message.ExecutingNothing.class, "executing", MessageData::executingNothing);
    form(
        Message.ExecutingNow.class,
        "executing",
        m -> JsonObject.with("node", m.displayNode().value()));
    form(Message.Executed.class, "executed", MessageData::executed);
    form(Message.Progress.class, "progress", MessageData::progress);
    form(Message.ProgressState.class, "progress_state", MessageData::progressState);
    form(
        Message.ExecutionSuccess.class,
        "execution_success",
        m -> MessageData.stamped(m.promptId(), m));
    form(Message.ExecutionError.class, "execution_error", MessageData::error);
    form(
        Message.ExecutionBlocked.class,
        "execution_error",
        m -> MessageData.failure(m.promptId(), m.failure()));
    form(Message.ExecutionInterrupted.class, "execution_interrupted", MessageData::interrupted);
    form(Message.NodeText.class, "text", MessageData::text);
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

  /** Which node a preview shows, and what kind of picture it is. */
  public static Map<String, @Nullable Object> previewMetadata(
      Message.Progress step, Preview preview) {
    NodeIdentity node = step.node();
    return JsonObject.with("node_id", node.id().value())
        .and("prompt_id", step.promptId().value())
        .and("display_node_id", node.display().value())
        .and("parent_node_id", MessageData.id(node.parent()))
        .and("real_node_id", node.real().value())
        .and("image_type", preview.format().mimeType())
        .map();
  }

  /** A line of the log. */
  public static Map<String, @Nullable Object> line(Message.LogLine line) {
    return JsonObject.with("t", line.time()).and("m", line.text()).map();
  }
}
