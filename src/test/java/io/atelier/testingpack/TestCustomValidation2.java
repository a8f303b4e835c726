package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Checks the types of its links itself. */
@AutoService(Node.class)
public final class TestCustomValidation2 extends LinkedProductNode {
  public TestCustomValidation2() {
    super("TestCustomValidation2", "Custom Validation 2");
  }
}
