package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;

/** Checks its constants and leaves the types of links to the server. */
@AutoService(Node.class)
public final class TestCustomValidation1 extends ProductNode {
  public TestCustomValidation1() {
    super("TestCustomValidation1", "Custom Validation 1", union("input1"), union("input2"));
  }
}
