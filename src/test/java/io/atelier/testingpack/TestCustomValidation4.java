package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;

/** Takes numbers alone. */
@AutoService(Node.class)
public final class TestCustomValidation4 extends ProductNode {
  public TestCustomValidation4() {
    super(
        "TestCustomValidation4",
        "Custom Validation 4",
        Input.floating("input1"),
        Input.floating("input2"));
  }
}
