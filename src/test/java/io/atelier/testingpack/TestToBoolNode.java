package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** The truth of a value. */
@AutoService(Node.class)
public final class TestToBoolNode implements Node {
  private static final Input<Object> VALUE = Input.any("value");
  private static final Input<Boolean> INVERT = Input.bool("invert").optional().proposes(false);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestToBoolNode")
        .displayName("To Bool")
        .category("Testing/Logic")
        .inputs(VALUE, INVERT)
        .outputs(SocketType.BOOLEAN)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Truth.of(inputs.raw(VALUE.name())) != inputs.getOr(INVERT, false));
  }
}
