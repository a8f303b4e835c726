package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.ProgressRegistry;
import io.atelier.execution.PromptJob;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One prompt as the server sees it while the child evaluates it: passes the messages on, and knows
 * from them what to say when the child dies.
 */
final class RunView {
  private final PromptJob job;
  private final MessageBus bus;
  private final ProgressRegistry progress = new ProgressRegistry();
  private final List<Message> record = new ArrayList<>();
  private final Map<NodeId, NodeIdentity> known = new LinkedHashMap<>();
  private final Set<NodeId> begun = new LinkedHashSet<>();
  private final Set<NodeId> finished = new LinkedHashSet<>();
  private final Map<NodeId, Map<String, List<Object>>> shown = new LinkedHashMap<>();
  private volatile @Nullable Long interruptedAt;

  RunView(PromptJob job, MessageBus bus) {
    this.job = job;
    this.bus = bus;
  }

  PromptJob job() {
    return job;
  }

  /** The wish that the prompt end, kept until there is a child to hear it. */
  void interrupt() {
    if (interruptedAt == null) {
      interruptedAt = System.nanoTime();
    }
  }

  boolean isInterrupted() {
    return interruptedAt != null;
  }

  /** For how long the prompt has not heeded its interruption; zero when there was none. */
  Duration deaf() {
    Long since = interruptedAt;
    return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** The state of all nodes after a change. */
  synchronized ProgressSnapshot progress(NodeProgress change) {
    NodeId node = change.node().id();
    known.put(node, change.node());
    if (change.state() == NodeProgress.State.FINISHED) {
      finished.add(node);
    }
    return progress.apply(change);
  }

  /** A message of the child. */
  void publish(Audience audience, Message message) {
    note(message);
    bus.publish(audience, message);
  }

  private synchronized void note(Message message) {
    if (message instanceof Message.ExecutionStart || message instanceof Message.ExecutionCached) {
      record.add(message);
    } else if (message instanceof Message.Executing executing) {
      begun.add(executing.node());
    } else if (message instanceof Message.Executed executed && executed.output() != null) {
      shown.put(executed.node(), executed.output());
    }
  }

  /**
   * How the prompt ended with its child: interrupted if that was wished, else failed, at the node
   * that ran.
   *
   * @param timestamp in epoch milliseconds
   */
  synchronized ExecutionResult died(WorkerDiedException death, long timestamp) {
    Set<NodeId> done = new LinkedHashSet<>(finished);
    done.retainAll(begun);
    NodeId node = lastBegun(done);
    if (isInterrupted()) {
      Message closing =
          new Message.ExecutionInterrupted(
              job.promptId(), node, classType(node), List.copyOf(done), timestamp);
      return result(
          ExecutionResult.Status.INTERRUPTED,
          closing,
          Audience.clientOrEveryone(job.extraData().clientId()));
    }
    Message closing =
        new Message.ExecutionError(job.promptId(), failure(death, node, done), timestamp);
    return result(
        ExecutionResult.Status.FAILED,
        closing,
        Audience.clientOrNobody(job.extraData().clientId()));
  }

  /** The node that ran last, as the prompt knows it. */
  private NodeId lastBegun(Set<NodeId> done) {
    List<NodeId> unfinished = new ArrayList<>(begun);
    unfinished.removeAll(done);
    NodeId last =
        unfinished.isEmpty() ? job.outputs().get(0) : unfinished.get(unfinished.size() - 1);
    NodeIdentity identity = known.get(last);
    return identity == null ? last : identity.real();
  }

  private Message.Failure failure(WorkerDiedException death, NodeId node, Set<NodeId> done) {
    List<String> traceback = new ArrayList<>();
    death.lastLines().forEach(line -> traceback.add(line + "\n"));
    List<NodeId> all = job.prompt().nodes().stream().map(PromptNode::id).toList();
    return new Message.Failure(
        node,
        classType(node),
        List.copyOf(done),
        death.getMessage() + "\n",
        "WorkerDied",
        traceback,
        Map.of(),
        all);
  }

  private ExecutionResult result(
      ExecutionResult.Status status, Message closing, Audience closingAudience) {
    List<Message> messages = new ArrayList<>(record);
    messages.add(closing);
    Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>(known);
    identities.keySet().retainAll(shown.keySet());
    return new ExecutionResult(
        status, new LinkedHashMap<>(shown), identities, messages, closing, closingAudience);
  }

  private String classType(NodeId node) {
    PromptNode submitted = job.prompt().node(node);
    String type = submitted == null ? null : submitted.classType();
    return type == null ? "" : type;
  }
}
