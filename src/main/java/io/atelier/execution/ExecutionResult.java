package io.atelier.execution;

import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.ClientTerms;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptNode;
import java.util.List;
import java.util.Map;

/**
 * How the evaluation of a prompt ended.
 *
 * @param outputs what nodes had to show, by node
 * @param identities the names of those nodes
 * @param messages start, cached and closing message, for history
 * @param closing success, error or interruption: not published yet, so that history can be stored
 *     before clients hear of it
 * @param statistics what it took; not kept in histories
 */
public record ExecutionResult(
    Status status,
    Map<NodeId, Map<String, List<Object>>> outputs,
    Map<NodeId, NodeIdentity> identities,
    List<Message> messages,
    Message closing,
    Audience closingAudience,
    RunStatistics statistics) {
  /** The ways to end. */
  public enum Status {
    SUCCEEDED,
    FAILED,
    INTERRUPTED
  }

  /** An end of which nothing was measured. */
  public ExecutionResult(
      Status status,
      Map<NodeId, Map<String, List<Object>>> outputs,
      Map<NodeId, NodeIdentity> identities,
      List<Message> messages,
      Message closing,
      Audience closingAudience) {
    this(status, outputs, identities, messages, closing, closingAudience, RunStatistics.NONE);
  }

  /** Whether it ended because the memory of a device that networks are computed on did not do. */
  public boolean exhaustedDevice() {
    return closing instanceof Message.ExecutionError error
        && error.failure().exceptionType().equals(ClientTerms.DEVICE_EXHAUSTED);
  }

  /**
   * The end of a prompt whose worker failed outside its nodes.
   *
   * @param timestamp in epoch milliseconds
   */
  public static ExecutionResult brokenDown(PromptJob job, Throwable cause, long timestamp) {
    NodeId node = job.outputs().get(0);
    PromptNode submitted = job.prompt().node(node);
    String classType = submitted == null ? null : submitted.classType();
    Message.Failure failure =
        new Message.Failure(
            node,
            classType == null ? "" : classType,
            List.of(),
            ClientTerms.message(cause),
            ClientTerms.type(cause),
            List.of("  outside of nodes\n"),
            Map.of(),
            List.of());
    Message closing = new Message.ExecutionError(job.promptId(), failure, timestamp);
    return new ExecutionResult(
        Status.FAILED,
        Map.of(),
        Map.of(),
        List.of(closing),
        closing,
        Audience.clientOrNobody(job.extraData().clientId()));
  }
}
