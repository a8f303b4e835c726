package io.atelier.execution;

import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.testkit.TestNodes;

/** A node that counts its own calls. */
final class CountingNode implements Node {
  private long calls;

  @Override
  public NodeDefinition definition() {
    return TestNodes.passing("Counting").build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(++calls);
  }
}
