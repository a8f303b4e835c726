package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Expansion;
import io.atelier.node.Hidden;
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

/** Expands to three waits and their mean. */
@AutoService(Node.class)
public final class TestParallelSleep implements Node {
  private static final int COUNT = 3;

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestParallelSleep")
        .displayName("Test Parallel Sleep")
        .category("_for_testing")
        .inputs(inputs())
        .outputs(SocketType.IMAGE)
        .outputNode()
        .build();
  }

  private static Input<?>[] inputs() {
    Input<?>[] inputs = new Input<?>[2 * COUNT + 1];
    for (int i = 0; i < COUNT; i++) {
      inputs[i] = image(i + 1);
      inputs[COUNT + i] = seconds(i + 1);
    }
    inputs[2 * COUNT] = Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);
    return inputs;
  }

  private static Input<ImageBatch> image(int number) {
    return Input.socket("image" + number, SocketType.IMAGE, ImageBatch.class);
  }

  private static Input<Double> seconds(int number) {
    return Input.floating("sleep" + number).proposes(0.5).range(0.0, 10.0).step(0.01);
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Expansion.Builder graph = context.newExpansion();
    List<Link> slept = new ArrayList<>();
    for (int i = 1; i <= COUNT; i++) {
      slept.add(
          graph
              .node("TestSleep")
              .input("value", inputs.get(image(i)))
              .input("seconds", inputs.get(seconds(i)))
              .output(0));
    }
    Expansion.NodeBuilder average = graph.node("TestVariadicAverage");
    for (int i = 0; i < COUNT; i++) {
      average.input("input" + (i + 1), slept.get(i));
    }
    return NodeOutput.expand(graph.build(), average.output(0));
  }
}
