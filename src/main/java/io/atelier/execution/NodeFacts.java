package io.atelier.execution;

import io.atelier.node.GraphNode;
import io.atelier.node.Input;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeRegistry;
import io.atelier.node.NodeType;

/** What one prompt's schedule depends on: its graph, the classes of its nodes, what is there. */
final class NodeFacts implements ExecutionList.Facts {
  private final DynamicGraph graph;
  private final NodeRegistry registry;
  private final RunResults results;

  NodeFacts(DynamicGraph graph, NodeRegistry registry, RunResults results) {
    this.graph = graph;
    this.registry = registry;
    this.results = results;
  }

  /**
   * The class of a node.
   *
   * @throws NodeException of type KeyError when the server has no such class
   */
  NodeType type(NodeId id) {
    String classType = graph.require(id).classType();
    NodeType type = registry.find(classType);
    if (type == null) {
      throw new NodeException("KeyError", "'" + classType + "'");
    }
    return type;
  }

  @Override
  public GraphNode node(NodeId id) {
    return graph.require(id);
  }

  @Override
  public boolean isAvailable(NodeId id) {
    return results.find(id) != null;
  }

  @Override
  public boolean isLazyInput(GraphNode node, String input) {
    NodeType type = registry.find(node.classType());
    Input<?> declared = type == null ? null : type.definition().inputs().get(input);
    return declared != null && declared.isLazy();
  }

  @Override
  public boolean isOutput(NodeId id) {
    return type(id).definition().isOutputNode();
  }

  @Override
  public boolean isAsync(NodeId id) {
    return type(id).isAsync();
  }
}
