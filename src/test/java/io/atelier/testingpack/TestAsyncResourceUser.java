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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds a named resource for a while; fails when it is held already. */
@AutoService(Node.class)
public final class TestAsyncResourceUser implements AsyncNode {
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();
  private static final Input<Object> VALUE = Input.any("value").withNoOptions();
  private static final Input<String> RESOURCE_ID = Input.text("resource_id").proposes("resource_0");
  private static final Input<Double> DURATION =
      Input.floating("duration").proposes(0.1).range(0.0, 1.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncResourceUser")
        .displayName("Test Async Resource User")
        .category("_for_testing/async")
        .inputs(VALUE, RESOURCE_ID, DURATION)
        .outputs(SocketType.ANY)
        .build();
  }

  @Override
  public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
    String resource = inputs.get(RESOURCE_ID);
    if (!HELD.add(resource)) {
      throw new NodeException("RuntimeError", "Resource " + resource + " is already in use!");
    }
    return Delay.ofSeconds(inputs.get(DURATION))
        .thenApply(waited -> NodeOutput.of(inputs.get(VALUE)))
        .whenComplete((output, failure) -> HELD.remove(resource));
  }
}
