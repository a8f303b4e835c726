package io.atelier.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A graph that a node returns to stand in its place. */
public record Expansion(List<GraphNode> nodes) {
  public Expansion {
    nodes = List.copyOf(nodes);
  }

  /**
   * Builds an expansion. Ids are the same whenever the same call builds the same graph, which is
   * what lets its nodes be found in the cache.
   */
  public static final class Builder {
    private final String prefix;
    private final Map<NodeId, NodeBuilder> nodes = new LinkedHashMap<>();

    /**
     * @param prefix text before every id, {@code <parent>.<call>.<graph>.}
     */
    public Builder(String prefix) {
      this.prefix = prefix;
    }

    /** Adds a node under the next number. */
    public NodeBuilder node(String classType) {
      return node(classType, Integer.toString(nodes.size() + 1));
    }

    /** Adds a node under a name of its own within this graph. */
    public NodeBuilder node(String classType, String localId) {
      NodeId id = new NodeId(prefix + localId);
      NodeBuilder node = new NodeBuilder(id, classType);
      nodes.put(id, node);
      return node;
    }

    /** The node added under the name, or null. */
    public @Nullable NodeBuilder find(String localId) {
      return nodes.get(new NodeId(prefix + localId));
    }

    public Expansion build() {
      List<GraphNode> built = new ArrayList<>();
      for (NodeBuilder node : nodes.values()) {
        built.add(new GraphNode(node.id, node.classType, node.inputs, node.displayId));
      }
      return new Expansion(built);
    }
  }

  /** Collects one node of an expansion. */
  public static final class NodeBuilder {
    private final NodeId id;
    private final String classType;
    private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    private @Nullable NodeId displayId;

    private NodeBuilder(NodeId id, String classType) {
      this.id = id;
      this.classType = classType;
    }

    /** Sets an input to a {@link Link}, a JSON constant or any object; null removes it. */
    public NodeBuilder input(String name, @Nullable Object value) {
      if (value == null) {
        inputs.remove(name);
      } else {
        inputs.put(name, value);
      }
      return this;
    }

    /** Makes clients highlight another node than the expanding one. */
    public NodeBuilder display(NodeId shown) {
      this.displayId = shown;
      return this;
    }

    public NodeId id() {
      return id;
    }

    /** A link to one of this node's outputs. */
    public Link output(int slot) {
      return new Link(id, slot);
    }
  }
}
