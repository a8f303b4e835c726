package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.AsyncNode;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Fails when its work takes longer than it may. */
@AutoService(Node.class)
public final class TestAsyncTimeout implements AsyncNode {
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();
  private static final Input<Double> TIMEOUT =
      Input.floating("timeout").proposes(1.0).range(0.1, 10.0);
  private static final Input<Double> OPERATION_TIME =
      Input.floating("operation_time").proposes(2.0).range(0.1, 10.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncTimeout")
        .displayName("Test Async Timeout")
        .category("_for_testing/async")
        .inputs(VALUE, TIMEOUT, OPERATION_TIME)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
    double timeout = inputs.get(TIMEOUT);
    double operation = inputs.get(OPERATION_TIME);
    return Delay.ofSeconds(Math.min(timeout, operation))
        .thenApply(
            waited -> {
              if (operation > timeout) {
                throw new NodeException(
                    "RuntimeError", "Operation timed out after " + timeout + " seconds");
              }
              return NodeOutput.of(inputs.get(VALUE));
            });
  }
}
