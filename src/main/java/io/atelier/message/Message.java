package io.atelier.message;

import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.prompt.PromptId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that clients are told, in whatever form; history keeps some of it too. */
public sealed interface Message {
  /** The length of the queue, pending and running; with {@code sid} right after connecting. */
  record Status(int queueRemaining, @Nullable String sid) implements Message {
    public Status(int queueRemaining) {
      this(queueRemaining, null);
    }
  }

  /** A worker begins a prompt. */
  record ExecutionStart(PromptId promptId, long timestamp) implements Message, Timed {}

  /** The nodes whose results are already there. */
  record ExecutionCached(PromptId promptId, List<NodeId> nodes, long timestamp)
      implements Message, Timed {}

  /** A node begins. */
  record Executing(PromptId promptId, NodeId node, NodeId displayNode) implements Message {}

  /** A prompt is completely done, well or not. */
  record ExecutingNothing(PromptId promptId) implements Message {}

  /** Tells a client that connects during its prompt which node runs. */
  record ExecutingNow(NodeId displayNode) implements Message {}

  /** A node has something to show; {@code output} is null for a shared result without any. */
  record Executed(
      PromptId promptId,
      NodeId node,
      NodeId displayNode,
      @Nullable Map<String, List<Object>> output)
      implements Message {}

  /**
   * One step of a node. A preview belongs to the step: clients that take metadata get it before the
   * JSON message, others after.
   */
  record Progress(
      PromptId promptId, NodeIdentity node, Number value, Number max, @Nullable Preview preview)
      implements Message {}

  /** How far all nodes of a prompt are. A later one makes an earlier one superfluous. */
  record ProgressState(PromptId promptId, ProgressSnapshot snapshot) implements Message {}

  /** All nodes are done. */
  record ExecutionSuccess(PromptId promptId, long timestamp) implements Message, Timed {}

  /** A node failed, which ends the prompt. */
  record ExecutionError(PromptId promptId, Failure failure, long timestamp)
      implements Message, Timed {}

  /** A node was kept from running by a blocker with a message; the prompt goes on. */
  record ExecutionBlocked(PromptId promptId, Failure failure) implements Message {}

  /** The prompt was interrupted at a node. */
  record ExecutionInterrupted(
      PromptId promptId, NodeId node, String nodeType, Collection<NodeId> executed, long timestamp)
      implements Message, Timed {}

  /** A text that a node shows. */
  record NodeText(PromptId promptId, NodeId node, String text) implements Message {}

  /** The server's abilities, in answer to a client's. */
  record FeatureFlags(Map<String, Object> flags) implements Message {}

  /** New lines of the server's log, for those who asked for them. */
  record Logs(List<LogLine> lines) implements Message {}

  /**
   * One line of the log.
   *
   * @param time local, to the microsecond: {@code 2026-01-01T10:00:00.123456}
   * @param text with its line break
   */
  record LogLine(String time, String text) {}

  /** What went wrong, where; the common part of the two error messages. */
  record Failure(
      NodeId node,
      String nodeType,
      Collection<NodeId> executed,
      String exceptionMessage,
      String exceptionType,
      List<String> traceback,
      Object currentInputs,
      Collection<NodeId> currentOutputs) {}
}
