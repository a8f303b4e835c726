package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Checks the types of its links through the union that it declares. */
@AutoService(Node.class)
public final class TestCustomValidation3 extends LinkedProductNode {
  public TestCustomValidation3() {
    super("TestCustomValidation3", "Custom Validation 3");
  }
}
