package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** A whole number. */
@AutoService(Node.class)
public final class StubInt implements Node {
  private static final Input<Long> VALUE =
      Input.integer("value").proposes(0L).range(-0xffffffffL, 0xffffffffL).step(1L);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("StubInt")
        .displayName("Stub Int")
        .category("Testing/Stub Nodes")
        .inputs(VALUE)
        .outputs(SocketType.INT)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(VALUE));
  }
}
