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
import java.util.Optional;
import java.util.Set;

/** Refuses values above a limit, after thinking about it. */
@AutoService(Node.class)
public final class TestAsyncValidationError implements Node, InputValidation {
  private static final double THINKING_SECONDS = 0.05;
  private static final Input<Double> VALUE = Input.floating("value").proposes(5.0);
  private static final Input<Double> LIMIT = Input.floating("max_value").proposes(10.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncValidationError")
        .displayName("Test Async Validation Error")
        .category("_for_testing/async")
        .inputs(VALUE, LIMIT)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(VALUE.name(), LIMIT.name());
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    Delay.ofSeconds(THINKING_SECONDS).join();
    Optional<Double> value = inputs.find(VALUE);
    Optional<Double> limit = inputs.find(LIMIT);
    return value.isPresent() && limit.isPresent() && value.get() > limit.get()
        ? Verdict.failed("Async validation failed: " + value.get() + " > " + limit.get())
        : Verdict.PASSED;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Pictures.plain(inputs.get(VALUE) / 10));
  }
}
