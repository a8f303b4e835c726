package io.atelier.nodes.primitive;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A whole number that the user types. */
@AutoService(Node.class)
public final class PrimitiveInt implements Node {
  private static final Input<Long> VALUE =
      Input.integer("value")
          .range(-Long.MAX_VALUE, Long.MAX_VALUE)
          .with("control_after_generate", true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PrimitiveInt")
          .module("comfy_extras.nodes_primitive")
          .category("utils/primitive")
          .displayName("Int")
          .inputs(VALUE)
          .outputs(SocketType.INT)
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
