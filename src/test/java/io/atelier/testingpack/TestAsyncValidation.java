package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Refuses values above a limit, after thinking about it. */
@AutoService(Node.class)
public final class TestAsyncValidation extends LimitedValueNode {
  public TestAsyncValidation() {
    super("TestAsyncValidation", "Test Async Validation", "threshold");
  }

  @Override
  String refusal(double value, double most) {
    return "Value " + value + " exceeds threshold " + most;
  }
}
