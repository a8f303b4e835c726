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

/** Takes numbers alone. */
@AutoService(Node.class)
public final class TestCustomValidation4 implements Node, InputValidation {
  private static final Input<Double> INPUT1 = Input.floating("input1");
  private static final Input<Double> INPUT2 = Input.floating("input2");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestCustomValidation4")
        .displayName("Custom Validation 4")
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
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
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
