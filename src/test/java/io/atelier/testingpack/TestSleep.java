package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.AsyncNode;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Passes a value on after a while, telling how far the time is. */
@AutoService(Node.class)
public final class TestSleep implements AsyncNode {
  private static final double TICK_SECONDS = 0.01;
  private static final double NANOS = 1e9;
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();
  private static final Input<Double> SECONDS =
      Input.floating("seconds").proposes(1.0).range(0.0, 9999.0).step(0.01);
  private static final Input<String> UNIQUE_ID =
      Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestSleep")
        .displayName("Test Sleep")
        .category("_for_testing")
        .inputs(VALUE, SECONDS, UNIQUE_ID)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
    CompletableFuture<@Nullable NodeOutput> slept = new CompletableFuture<>();
    tick(slept, inputs, context, System.nanoTime());
    return slept;
  }

  private static void tick(
      CompletableFuture<@Nullable NodeOutput> slept,
      NodeInputs inputs,
      NodeContext context,
      long since) {
    if (slept.isDone()) {
      return;
    }
    double elapsed = (System.nanoTime() - since) / NANOS;
    double seconds = inputs.get(SECONDS);
    try {
      context.progress(Math.min(elapsed, seconds), seconds);
    } catch (RuntimeException interrupted) {
      slept.completeExceptionally(interrupted);
      return;
    }
    if (elapsed >= seconds) {
      slept.complete(NodeOutput.of(inputs.get(VALUE)));
    } else {
      Delay.after(Math.min(TICK_SECONDS, seconds - elapsed))
          .execute(() -> tick(slept, inputs, context, since));
    }
  }
}
