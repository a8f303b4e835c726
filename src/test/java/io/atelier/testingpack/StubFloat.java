package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A floating-point number. */
@AutoService(Node.class)
public final class StubFloat implements Node {
  private static final Input<Double> VALUE =
      Input.floating("value").proposes(0.0).range(-1e38, 1e38).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("StubFloat")
        .displayName("Stub Float")
        .category("Testing/Stub Nodes")
        .inputs(VALUE)
        .outputs(SocketType.FLOAT)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(VALUE));
  }
}
