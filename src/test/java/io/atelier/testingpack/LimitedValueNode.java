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
import java.util.Optional;
import java.util.Set;

/** A node that refuses values above a limit, after thinking about it. */
abstract class LimitedValueNode implements Node, InputValidation {
  private static final double THINKING_SECONDS = 0.05;
  private static final Input<Double> VALUE = Input.floating("value").proposes(5.0);

  private final String classType;
  private final String displayName;
  private final Input<Double> limit;

  LimitedValueNode(String classType, String displayName, String limit) {
    this.classType = classType;
    this.displayName = displayName;
    this.limit = Input.floating(limit).proposes(10.0);
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of(classType)
        .displayName(displayName)
        .category("_for_testing/async")
        .inputs(VALUE, limit)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(VALUE.name(), limit.name());
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    Delay.ofSeconds(THINKING_SECONDS).join();
    Optional<Double> value = inputs.find(VALUE);
    Optional<Double> most = inputs.find(limit);
    return value.isPresent() && most.isPresent() && value.get() > most.get()
        ? Verdict.failed(refusal(value.get(), most.get()))
        : Verdict.PASSED;
  }

  /** What a client is told of a value above the limit. */
  abstract String refusal(double value, double most);

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Pictures.plain(inputs.get(VALUE) / 10));
  }
}
