package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Fails at once. */
@AutoService(Node.class)
public final class TestSyncError implements Node {
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestSyncError")
        .displayName("Test Sync Error")
        .category("_for_testing/async")
        .inputs(VALUE)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    throw new NodeException("RuntimeError", "Intentional sync execution error for testing");
  }
}
