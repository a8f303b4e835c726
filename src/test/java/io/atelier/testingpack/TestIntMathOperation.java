package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.json.Json;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.math.BigInteger;

/** Arithmetic on two whole numbers. */
@AutoService(Node.class)
public final class TestIntMathOperation implements Node {
  private static final Input<Object> A = WholeNumbers.input("a");
  private static final Input<Object> B = WholeNumbers.input("b");
  private static final Input<String> OPERATION =
      Input.choice("operation", "add", "subtract", "multiply", "divide", "modulo", "power");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestIntMathOperation")
        .displayName("Int Math Operation")
        .category("Testing/Logic")
        .inputs(A, B, OPERATION)
        .outputs(SocketType.INT)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    BigInteger a = WholeNumbers.of(inputs.get(A));
    BigInteger b = WholeNumbers.of(inputs.get(B));
    return NodeOutput.of(
        Json.integer(
            switch (inputs.get(OPERATION)) {
              case "add" -> a.add(b);
              case "subtract" -> a.subtract(b);
              case "multiply" -> a.multiply(b);
              case "divide" -> floorDivide(a, b);
              case "modulo" -> a.subtract(floorDivide(a, b).multiply(b));
              default -> a.pow(b.intValueExact());
            }));
  }

  private static BigInteger floorDivide(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw new NodeException("ZeroDivisionError", "integer division or modulo by zero");
    }
    BigInteger[] parts = a.divideAndRemainder(b);
    boolean roundsUp = parts[1].signum() != 0 && parts[1].signum() != b.signum();
    return roundsUp ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
