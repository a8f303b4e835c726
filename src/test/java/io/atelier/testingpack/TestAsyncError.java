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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Fails some time after it was started. */
@AutoService(Node.class)
public final class TestAsyncError implements AsyncNode {
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();
  private static final Input<Double> ERROR_AFTER =
      Input.floating("error_after").proposes(0.1).range(0.0, 10.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncError")
        .displayName("Test Async Error")
        .category("_for_testing/async")
        .inputs(VALUE, ERROR_AFTER)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
    return Delay.ofSeconds(inputs.get(ERROR_AFTER))
        .thenCompose(
            waited ->
                CompletableFuture.failedFuture(
                    new NodeException(
                        "RuntimeError", "Intentional async execution error for testing")));
  }
}
