package io.atelier.nodes.primitive;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A text of several lines that the user types. */
@AutoService(Node.class)
public final class PrimitiveStringMultiline implements Node {
  private static final Input<String> VALUE = Input.text("value").multiline();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("PrimitiveStringMultiline")
          .module("comfy_extras.nodes_primitive")
          .category("utils/primitive")
          .displayName("String (Multiline)")
          .inputs(VALUE)
          .outputs(SocketType.STRING)
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
