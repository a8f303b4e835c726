package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Compares two whole numbers. */
@AutoService(Node.class)
public final class TestIntConditions implements Node {
  private static final Input<Object> A = WholeNumbers.input("a");
  private static final Input<Object> B = WholeNumbers.input("b");
  private static final Input<String> OPERATION =
      Input.choice("operation", "==", "!=", "<", ">", "<=", ">=");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestIntConditions")
        .displayName("Int Condition")
        .category("Testing/Logic")
        .inputs(A, B, OPERATION)
        .outputs(SocketType.BOOLEAN)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int order = WholeNumbers.of(inputs.get(A)).compareTo(WholeNumbers.of(inputs.get(B)));
    return NodeOutput.of(
        switch (inputs.get(OPERATION)) {
          case "==" -> order == 0;
          case "!=" -> order != 0;
          case "<" -> order < 0;
          case ">" -> order > 0;
          case "<=" -> order <= 0;
          default -> order >= 0;
        });
  }
}
