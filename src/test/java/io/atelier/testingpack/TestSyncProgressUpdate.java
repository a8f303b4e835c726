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

/** Fails as the recorded server does, whose node API has no progress for synchronous nodes. */
@AutoService(Node.class)
public final class TestSyncProgressUpdate implements Node {
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();
  private static final Input<Double> SLEEP_SECONDS =
      Input.floating("sleep_seconds").proposes(1.0).range(0.0, 20.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestSyncProgressUpdate")
        .displayName("Test Sync Progress Update")
        .category("_for_testing/async")
        .inputs(VALUE, SLEEP_SECONDS)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    throw new NodeException(
        "AttributeError", "'ComfyAPISyncStub' object has no attribute 'execution'");
  }
}
