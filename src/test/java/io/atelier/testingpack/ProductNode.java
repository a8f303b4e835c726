package io.atelier.testingpack;

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

/** A node that multiplies two inputs, and checks that they are something to multiply. */
abstract class ProductNode implements Node, InputValidation {
  private final String classType;
  private final String displayName;
  private final Input<?> first;
  private final Input<?> second;

  ProductNode(String classType, String displayName, Input<?> first, Input<?> second) {
    this.classType = classType;
    this.displayName = displayName;
    this.first = first;
    this.second = second;
  }

  /** A picture or a number. */
  static Input<Object> union(String name) {
    return Input.socket(name, Products.IMAGE_OR_FLOAT, Object.class);
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of(classType)
        .displayName(displayName)
        .category("Testing/Nodes")
        .inputs(first, second)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(first.name(), second.name());
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return Products.accepts(inputs.raw(first.name())) && Products.accepts(inputs.raw(second.name()))
        ? Verdict.PASSED
        : Verdict.FAILED;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Products.of(inputs.get(first), inputs.get(second)));
  }
}
