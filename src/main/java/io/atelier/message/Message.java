package io.atelier.message;

import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that clients are told.
 *
 * <p>{@link #type()} and {@link #data()} are the two members of the JSON text frame; history keeps
 * some of the same messages as pairs. {@link NodeText} and the preview of {@link Progress} travel
 * as binary frames.
 */
public sealed interface Message {
  /** The {@code type} member. */
  String type();

  /** The {@code data} member, JSON values only. */
  Map<String, @Nullable Object> data();

  /** The pair that history keeps. */
  default List<Object> toHistoryPair() {
    return List.of(type(), data());
  }

  /** The length of the queue, pending and running; with {@code sid} right after connecting. */
  record Status(int queueRemaining, @Nullable String sid) implements Message {
    public Status(int queueRemaining) {
      this(queueRemaining, null);
    }

    @Override
    public String type() {
      return "status";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("status", Map.of("exec_info", Map.of("queue_remaining", (long) queueRemaining)));
      if (sid != null) {
        data.put("sid", sid);
      }
      return data;
    }
  }

  /** A worker begins a prompt; {@code timestamp} in epoch milliseconds, as everywhere. */
  record ExecutionStart(PromptId promptId, long timestamp) implements Message {
    @Override
    public String type() {
      return "execution_start";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      return stamped(promptId, timestamp);
    }
  }

  /** The nodes whose results are already there. */
  record ExecutionCached(PromptId promptId, List<NodeId> nodes, long timestamp) implements Message {
    @Override
    public String type() {
      return "execution_cached";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("nodes", texts(nodes));
      data.putAll(stamped(promptId, timestamp));
      return data;
    }
  }

  /** A node begins. */
  record Executing(PromptId promptId, NodeId node, NodeId displayNode) implements Message {
    @Override
    public String type() {
      return "executing";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("node", node.value());
      data.put("display_node", displayNode.value());
      data.put("prompt_id", promptId.value());
      return data;
    }
  }

  /** A prompt is completely done, well or not; on the wire an {@code executing} of no node. */
  record ExecutingNothing(PromptId promptId) implements Message {
    @Override
    public String type() {
      return "executing";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("node", null);
      data.put("prompt_id", promptId.value());
      return data;
    }
  }

  /** Tells a client that connects during its prompt which node runs. */
  record ExecutingNow(NodeId displayNode) implements Message {
    @Override
    public String type() {
      return "executing";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("node", displayNode.value());
      return data;
    }
  }

  /** A node has something to show; {@code output} is null for a shared result without any. */
  record Executed(
      PromptId promptId,
      NodeId node,
      NodeId displayNode,
      @Nullable Map<String, List<Object>> output)
      implements Message {
    @Override
    public String type() {
      return "executed";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("node", node.value());
      data.put("display_node", displayNode.value());
      data.put("output", output);
      data.put("prompt_id", promptId.value());
      return data;
    }
  }

  /**
   * One step of a node. A preview belongs to the step: clients that take metadata get it before the
   * JSON message, others after.
   */
  record Progress(
      PromptId promptId, NodeIdentity node, Number value, Number max, @Nullable Preview preview)
      implements Message {
    @Override
    public String type() {
      return "progress";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("value", value);
      data.put("max", max);
      data.put("prompt_id", promptId.value());
      data.put("node", node.id().value());
      return data;
    }
  }

  /** How far all nodes of a prompt are. A later one makes an earlier one superfluous. */
  record ProgressState(PromptId promptId, ProgressSnapshot snapshot) implements Message {
    @Override
    public String type() {
      return "progress_state";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, Object> nodes = new LinkedHashMap<>();
      for (NodeProgress node : snapshot.nodes()) {
        nodes.put(node.node().id().value(), node.toJson(promptId));
      }
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("prompt_id", promptId.value());
      data.put("nodes", nodes);
      return data;
    }
  }

  /** All nodes are done. */
  record ExecutionSuccess(PromptId promptId, long timestamp) implements Message {
    @Override
    public String type() {
      return "execution_success";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      return stamped(promptId, timestamp);
    }
  }

  /** A node failed, which ends the prompt. */
  record ExecutionError(PromptId promptId, Failure failure, long timestamp) implements Message {
    @Override
    public String type() {
      return "execution_error";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = failure.toJson(promptId);
      data.put("timestamp", timestamp);
      return data;
    }
  }

  /** A node was kept from running by a blocker with a message; the prompt goes on. */
  record ExecutionBlocked(PromptId promptId, Failure failure) implements Message {
    @Override
    public String type() {
      return "execution_error";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      return failure.toJson(promptId);
    }
  }

  /** The prompt was interrupted at a node. */
  record ExecutionInterrupted(
      PromptId promptId, NodeId node, String nodeType, Collection<NodeId> executed, long timestamp)
      implements Message {
    @Override
    public String type() {
      return "execution_interrupted";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("prompt_id", promptId.value());
      data.put("node_id", node.value());
      data.put("node_type", nodeType);
      data.put("executed", texts(executed));
      data.put("timestamp", timestamp);
      return data;
    }
  }

  /** A text that a node shows; a binary frame on the wire. */
  record NodeText(PromptId promptId, NodeId node, String text) implements Message {
    @Override
    public String type() {
      return "text";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("node", node.value());
      data.put("text", text);
      return data;
    }
  }

  /** The server's abilities, in answer to a client's. */
  record FeatureFlags(Map<String, Object> flags) implements Message {
    @Override
    public String type() {
      return "feature_flags";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      return new LinkedHashMap<>(flags);
    }
  }

  /** New lines of the server's log, for those who asked for them. */
  record Logs(List<LogLine> lines) implements Message {
    @Override
    public String type() {
      return "logs";
    }

    @Override
    public Map<String, @Nullable Object> data() {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("entries", lines.stream().map(LogLine::toJson).toList());
      data.put("size", null);
      return data;
    }
  }

  /**
   * One line of the log.
   *
   * @param time local, to the microsecond: {@code 2026-01-01T10:00:00.123456}
   * @param text with its line break
   */
  record LogLine(String time, String text) {
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("t", time);
      json.put("m", text);
      return json;
    }
  }

  /** What went wrong, where; the common part of the two error messages. */
  record Failure(
      NodeId node,
      String nodeType,
      Collection<NodeId> executed,
      String exceptionMessage,
      String exceptionType,
      List<String> traceback,
      Object currentInputs,
      Collection<NodeId> currentOutputs) {
    Map<String, @Nullable Object> toJson(PromptId promptId) {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("prompt_id", promptId.value());
      data.put("node_id", node.value());
      data.put("node_type", nodeType);
      data.put("executed", texts(executed));
      data.put("exception_message", exceptionMessage);
      data.put("exception_type", exceptionType);
      data.put("traceback", traceback);
      data.put("current_inputs", currentInputs);
      data.put("current_outputs", texts(currentOutputs));
      return data;
    }
  }

  private static Map<String, @Nullable Object> stamped(PromptId promptId, long timestamp) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("prompt_id", promptId.value());
    data.put("timestamp", timestamp);
    return data;
  }

  private static List<String> texts(Collection<NodeId> ids) {
    List<String> texts = new ArrayList<>(ids.size());
    ids.forEach(id -> texts.add(id.value()));
    return texts;
  }
}
