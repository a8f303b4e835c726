package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import java.util.Map;
import java.util.Set;

/** Checks the types of its links itself. */
@AutoService(Node.class)
public final class TestCustomValidation2 implements Node, InputValidation {
  private static final Input<Object> INPUT1 =
      Input.socket("input1", Products.IMAGE_OR_FLOAT, Object.class);
  private static final Input<Object> INPUT2 =
      Input.socket("input2", Products.IMAGE_OR_FLOAT, Object.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestCustomValidation2")
        .displayName("Custom Validation 2")
        .category("Testing/Nodes")
        .inputs(INPUT1, INPUT2)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(INPUT1.name(), INPUT2.name());
  }

  @Override
  public boolean validatesLinkTypes() {
    return true;
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    for (Map.Entry<String, String> received : linkTypes.entrySet()) {
      if (!Products.IMAGE_OR_FLOAT.accepts(new SocketType(received.getValue()))) {
        return Verdict.failed("Invalid type of " + received.getKey() + ": " + received.getValue());
      }
    }
    return Products.accepts(inputs.raw(INPUT1.name()))
            && Products.accepts(inputs.raw(INPUT2.name()))
        ? Verdict.PASSED
        : Verdict.FAILED;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Products.of(inputs.get(INPUT1), inputs.get(INPUT2)));
  }
}
