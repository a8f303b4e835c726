package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.LazyInputs;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.Collection;
import java.util.List;

/** Takes a while to say which input it needs; shows a white picture. */
@AutoService(Node.class)
public final class TestAsyncLazyCheck implements Node, LazyInputs {
  private static final double THINKING_SECONDS = 0.05;
  private static final Input<Object> INPUT1 = Input.any("input1").lazy();
  private static final Input<Object> INPUT2 = Input.any("input2").lazy();
  private static final Input<Boolean> CONDITION = Input.bool("condition").proposes(true);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncLazyCheck")
        .displayName("Test Async Lazy Check")
        .category("_for_testing/async")
        .inputs(INPUT1, INPUT2, CONDITION)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public Collection<String> neededInputs(NodeInputs inputs, NodeContext context) {
    Delay.ofSeconds(THINKING_SECONDS).join();
    return List.of(inputs.getOr(CONDITION, true) ? INPUT1.name() : INPUT2.name());
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Pictures.plain(1));
  }
}
