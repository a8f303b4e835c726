package io.atelier.execution;

import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.ClientTerms;
import io.atelier.node.Link;
import io.atelier.node.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one prompt leaves behind: what its nodes showed, and how it ended. */
final class RunOutcome {
  private final PromptJob job;
  private final DynamicGraph graph;
  private final RunMessages messages;
  private final RunMeter meter;
  private final Map<NodeId, Map<String, List<Object>>> shown = new LinkedHashMap<>();
  private final Map<NodeId, NodeIdentity> identities = new LinkedHashMap<>();

  RunOutcome(PromptJob job, DynamicGraph graph, RunMessages messages, RunMeter meter) {
    this.job = job;
    this.graph = graph;
    this.messages = messages;
    this.meter = meter;
  }

  /** A node shows something. */
  void show(NodeIdentity identity, Map<String, List<Object>> ui) {
    messages.nodeShows(identity, ui);
    shown.put(identity.id(), ui);
    identities.put(identity.id(), identity);
  }

  /** Takes note of what a result shows that was there already. */
  void remember(NodeId id, CachedResult cached) {
    Map<String, List<Object>> ui = cached.ui();
    if (ui != null) {
      shown.put(id, ui);
      identities.put(id, cached.identity());
    }
  }

  /** The end of a prompt whose nodes are all done. */
  ExecutionResult succeeded(RunResults results) {
    addCached(results);
    return result(ExecutionResult.Status.SUCCEEDED, messages.succeeded());
  }

  /** Adds what cached nodes on the way to the outputs show. */
  private void addCached(RunResults results) {
    Deque<NodeId> stack = new ArrayDeque<>(job.outputs());
    Set<NodeId> seen = new HashSet<>(job.outputs());
    while (!stack.isEmpty()) {
      NodeId id = stack.pop();
      CachedResult cached = shown.containsKey(id) ? null : results.find(id);
      if (cached != null) {
        remember(id, cached);
      }
      for (Object value : graph.require(id).inputs().values()) {
        if (value instanceof Link link
            && graph.node(link.source()) != null
            && seen.add(link.source())) {
          stack.push(link.source());
        }
      }
    }
  }

  /** The end of a prompt that ended early. */
  ExecutionResult ended(RunEnded end) {
    if (end.interrupted()) {
      NodeId real = graph.realId(end.node());
      return result(
          ExecutionResult.Status.INTERRUPTED, messages.interrupted(real, submittedClass(real)));
    }
    return result(ExecutionResult.Status.FAILED, messages.failed(failure(end)));
  }

  private Message.Failure failure(RunEnded end) {
    List<NodeId> known = new ArrayList<>();
    job.prompt().nodes().forEach(node -> known.add(node.id()));
    Throwable cause = end.failure();
    if (cause == null) {
      NodeId highlighted = graph.displayId(end.node());
      return new Message.Failure(
          highlighted,
          submittedClass(highlighted),
          messages.executed(),
          "Dependency cycle detected",
          "graph.DependencyCycleError",
          List.of(),
          List.of(),
          known);
    }
    NodeId real = graph.realId(end.node());
    return new Message.Failure(
        real,
        submittedClass(real),
        messages.executed(),
        ClientTerms.message(cause),
        ClientTerms.type(cause),
        Failures.traceback(cause),
        Failures.inputs(end.inputs()),
        known);
  }

  private String submittedClass(NodeId id) {
    return graph.require(graph.realId(id)).classType();
  }

  private ExecutionResult result(ExecutionResult.Status status, RunMessages.Closing closing) {
    return new ExecutionResult(
        status,
        shown,
        identities,
        closing.record(),
        closing.message(),
        closing.audience(),
        meter.statistics());
  }
}
