package io.atelier.execution;

import io.atelier.node.ChangeFingerprint;
import io.atelier.node.GraphNode;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptNode;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks nodes for their change fingerprints, each at most once per prompt. One that the client gave
 * as {@code is_changed} stands instead of asking; one that fails is NaN, so that the node runs.
 */
final class ChangeFingerprints implements Signatures.Fingerprints {
  private static final System.Logger LOG = System.getLogger(ChangeFingerprints.class.getName());

  private final Prompt prompt;
  private final DynamicGraph graph;
  private final InputGatherer gatherer;
  private final Services services;
  private final NodeEvents events;
  private final Interruption interruption;
  private final Map<NodeId, Object> asked;

  /**
   * @param asked takes the fingerprints of submitted nodes
   */
  ChangeFingerprints(
      Prompt prompt,
      DynamicGraph graph,
      InputGatherer gatherer,
      Services services,
      NodeEvents events,
      Interruption interruption,
      Map<NodeId, Object> asked) {
    this.prompt = prompt;
    this.graph = graph;
    this.gatherer = gatherer;
    this.services = services;
    this.events = events;
    this.interruption = interruption;
    this.asked = asked;
  }

  @Override
  public @Nullable Object of(GraphNode node, NodeType type) {
    if (!(type.prototype() instanceof ChangeFingerprint fingerprint)) {
      return false;
    }
    PromptNode submitted = prompt.node(node.id());
    if (submitted != null && submitted.json().containsKey("is_changed")) {
      return submitted.json().get("is_changed");
    }
    Object value = ask(fingerprint, node, type);
    if (submitted != null && value != null) {
      asked.put(node.id(), value);
    }
    return Collections.singletonList(value);
  }

  private @Nullable Object ask(ChangeFingerprint fingerprint, GraphNode node, NodeType type) {
    try {
      List<NodeInputs> calls =
          gatherer.gatherConstants(node, type.definition()).calls(type.definition().isInputList());
      return fingerprint.fingerprint(
          calls.get(0),
          new CallContext(graph.identity(node.id()), 0, services, events, interruption));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    } catch (Exception e) {
      LOG.log(Level.WARNING, "no fingerprint of node " + node.id() + ": it will run", e);
      return Double.NaN;
    }
  }
}
