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
import org.jspecify.annotations.Nullable;

/** Checks all its inputs, so that the server leaves their range alone. */
@AutoService(Node.class)
public final class TestCustomValidation5 implements Node, InputValidation {
  private static final double DISLIKED = 7.0;
  private static final Input<Double> INPUT1 = Input.floating("input1").range(0.0, 1.0);
  private static final Input<Double> INPUT2 = Input.floating("input2").range(0.0, 1.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestCustomValidation5")
        .displayName("Custom Validation 5")
        .category("Testing/Nodes")
        .inputs(INPUT1, INPUT2)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public @Nullable Set<String> validatedInputs() {
    return null;
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return inputs.find(INPUT2).filter(value -> value == DISLIKED).isPresent()
        ? Verdict.failed("7s are not allowed. I've never liked 7s.")
        : Verdict.PASSED;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Products.of(inputs.get(INPUT1), inputs.get(INPUT2)));
  }
}
