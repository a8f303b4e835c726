package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeId;
import io.atelier.node.NodeType;
import io.atelier.node.Services;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one prompt's nodes ready: inputs gathered, object found. */
final class NodeCalls {
  private final DynamicGraph graph;
  private final NodeObjects objects;
  private final InputGatherer gatherer;
  private final Services services;
  private final Interruption interruption;
  private final RunMeter meter;

  NodeCalls(
      DynamicGraph graph,
      NodeObjects objects,
      InputGatherer gatherer,
      Services services,
      Interruption interruption,
      RunMeter meter) {
    this.graph = graph;
    this.objects = objects;
    this.gatherer = gatherer;
    this.services = services;
    this.interruption = interruption;
    this.meter = meter;
  }

  /**
   * The call of a node.
   *
   * @param results the result of a linked node, or null while it is not there
   */
  NodeCall prepare(
      NodeId id, NodeType type, Function<Link, @Nullable CachedResult> results, NodeEvents events) {
    GraphNode node = graph.require(id);
    CallInputs inputs = gatherer.gather(node, type.definition(), results);
    return new NodeCall(
        graph.identity(id),
        type,
        object(node, type),
        inputs,
        services,
        events,
        interruption,
        meter);
  }

  private Node object(GraphNode node, NodeType type) {
    return objects.get(submitted(node.id()), owner(node), type);
  }

  /** Forgets the object of a node whose call may still go on. */
  void abandon(NodeId id) {
    objects.remove(submitted(id), owner(graph.require(id)));
  }

  private OutputCache.Owner submitted(NodeId id) {
    return owner(graph.require(graph.realId(id)));
  }

  private static OutputCache.Owner owner(GraphNode node) {
    return new OutputCache.Owner(node.id(), node.classType());
  }
}
