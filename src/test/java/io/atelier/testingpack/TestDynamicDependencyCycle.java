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

/** Expands to two mixes that wait for one another. */
@AutoService(Node.class)
public final class TestDynamicDependencyCycle implements Node {
  private static final Input<ImageBatch> INPUT1 =
      Input.socket("input1", SocketType.IMAGE, ImageBatch.class);
  private static final Input<ImageBatch> INPUT2 =
      Input.socket("input2", SocketType.IMAGE, ImageBatch.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestDynamicDependencyCycle")
        .displayName("Dynamic Dependency Cycle")
        .category("Testing/Nodes")
        .inputs(INPUT1, INPUT2)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(INPUT1);
    Expansion.Builder graph = context.newExpansion();
    Link mask =
        graph
            .node("StubMask")
            .input("value", 0.5)
            .input("height", (long) image.height())
            .input("width", (long) image.width())
            .input("batch_size", 1L)
            .output(0);
    Expansion.NodeBuilder mix1 = graph.node("TestLazyMixImages");
    Expansion.NodeBuilder mix2 = graph.node("TestLazyMixImages");
    mix1.input("image1", image).input("image2", mix2.output(0)).input("mask", mask);
    mix2.input("image1", mix1.output(0)).input("image2", inputs.get(INPUT2)).input("mask", mask);
    return NodeOutput.expand(graph.build(), mix2.output(0));
  }
}
