package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.ExecutionBlocker;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** Passes a value on or blocks what hangs on it. */
@AutoService(Node.class)
public final class TestExecutionBlocker implements Node {
  private static final Input<Object> INPUT = Input.any("input");
  private static final Input<Boolean> BLOCK = Input.bool("block");
  private static final Input<Boolean> VERBOSE = Input.bool("verbose").proposes(false);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestExecutionBlocker")
        .displayName("Execution Blocker")
        .category("Testing/Flow")
        .inputs(INPUT, BLOCK, VERBOSE)
        .outputs(Output.named("output", SocketType.ANY))
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    if (!inputs.get(BLOCK)) {
      return NodeOutput.of(inputs.get(INPUT));
    }
    return NodeOutput.of(
        inputs.get(VERBOSE) ? new ExecutionBlocker("Blocked Execution") : ExecutionBlocker.SILENT);
  }
}
