package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Expansion;
import io.atelier.node.Input;
import io.atelier.node.Link;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.List;

/** Expands to several waits on two pictures, and their mean. */
@AutoService(Node.class)
public final class TestDynamicAsyncGeneration implements Node {
  private static final Input<ImageBatch> IMAGE1 =
      Input.socket("image1", SocketType.IMAGE, ImageBatch.class);
  private static final Input<ImageBatch> IMAGE2 =
      Input.socket("image2", SocketType.IMAGE, ImageBatch.class);
  private static final Input<Long> COUNT =
      Input.integer("num_async_nodes").proposes(3L).range(1L, 10L);
  private static final Input<Double> SECONDS =
      Input.floating("sleep_duration").proposes(0.2).range(0.1, 1.0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestDynamicAsyncGeneration")
        .displayName("Test Dynamic Async Generation")
        .category("_for_testing/async")
        .inputs(IMAGE1, IMAGE2, COUNT, SECONDS)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Expansion.Builder graph = context.newExpansion();
    List<Link> slept = new ArrayList<>();
    for (int i = 0; i < inputs.getInt(COUNT); i++) {
      slept.add(
          graph
              .node("TestSleep")
              .input("value", inputs.get(i % 2 == 0 ? IMAGE1 : IMAGE2))
              .input("seconds", inputs.get(SECONDS))
              .output(0));
    }
    Expansion.NodeBuilder average = graph.node("TestVariadicAverage");
    for (int i = 0; i < slept.size(); i++) {
      average.input("input" + (i + 1), slept.get(i));
    }
    return NodeOutput.expand(graph.build(), average.output(0));
  }
}
