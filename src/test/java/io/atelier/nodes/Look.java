package io.atelier.nodes;

import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An output node that keeps what it is given, once per element of a list. */
final class Look implements Node {
  static final String CLASS = "Look";
  private static final Input<Object> VALUE = Input.any("value");

  private final Map<NodeId, List<Object>> seen;

  private Look(Map<NodeId, List<Object>> seen) {
    this.seen = seen;
  }

  /** What the looking nodes of one run have seen. */
  static final class Log {
    private final Map<NodeId, List<Object>> seen = new HashMap<>();

    Look node() {
      return new Look(seen);
    }

    List<Object> of(String id) {
      return seen.getOrDefault(new NodeId(id), List.of());
    }
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of(CLASS).inputs(VALUE).outputNode().build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    seen.computeIfAbsent(context.nodeId(), id -> new ArrayList<>()).add(inputs.get(VALUE));
    return NodeOutput.none();
  }
}
