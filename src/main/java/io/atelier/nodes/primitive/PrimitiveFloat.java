package io.atelier.nodes.primitive;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A number that the user types. */
@AutoService(Node.class)
public final class PrimitiveFloat implements Node {
  private static final Input<Double> VALUE =
      Input.floating("value").range(-Long.MAX_VALUE, Long.MAX_VALUE);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PrimitiveFloat")
          .module("comfy_extras.nodes_primitive")
          .category("utils/primitive")
          .displayName("Float")
          .inputs(VALUE)
          .outputs(SocketType.FLOAT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(VALUE));
  }
}
