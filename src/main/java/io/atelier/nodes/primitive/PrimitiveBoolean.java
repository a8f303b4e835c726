package io.atelier.nodes.primitive;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A truth value that the user sets. */
@AutoService(Node.class)
public final class PrimitiveBoolean implements Node {
  private static final Input<Boolean> VALUE = Input.bool("value");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PrimitiveBoolean")
          .module("comfy_extras.nodes_primitive")
          .category("utils/primitive")
          .displayName("Boolean")
          .inputs(VALUE)
          .outputs(SocketType.BOOLEAN)
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
