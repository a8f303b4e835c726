package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Refuses values above a limit, after thinking about it. */
@AutoService(Node.class)
public final class TestAsyncValidationError extends LimitedValueNode {
  public TestAsyncValidationError() {
    super("TestAsyncValidationError", "Test Async Validation Error", "max_value");
  }

  @Override
  String refusal(double value, double most) {
    return "Async validation failed: " + value + " > " + most;
  }
}
