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

/** Returns values or a graph, by its input. */
@AutoService(Node.class)
public final class TestMixedExpansionReturns implements Node {
  private static final double VALUES_TO = 0.1;
  private static final double MORE_VALUES_TO = 0.2;
  private static final Input<Double> INPUT1 = Input.floating("input1");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestMixedExpansionReturns")
        .displayName("Mixed Expansion Returns")
        .category("Testing/Nodes")
        .inputs(INPUT1)
        .outputs(SocketType.IMAGE, SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double value = inputs.get(INPUT1);
    ImageBatch white = Pictures.plain(1);
    if (value <= VALUES_TO) {
      return NodeOutput.of(Pictures.plain(VALUES_TO), white);
    }
    if (value <= MORE_VALUES_TO) {
      return NodeOutput.of(Pictures.plain(MORE_VALUES_TO), white);
    }
    Expansion.Builder graph = context.newExpansion();
    Link mask = sized(graph.node("StubMask")).input("value", 0.3).output(0);
    Link black = sized(graph.node("StubImage")).input("content", "BLACK").output(0);
    Link whiteToo = sized(graph.node("StubImage")).input("content", "WHITE").output(0);
    Link mix =
        graph
            .node("TestLazyMixImages")
            .input("image1", black)
            .input("image2", whiteToo)
            .input("mask", mask)
            .output(0);
    return NodeOutput.expand(graph.build(), mix, white);
  }

  private static Expansion.NodeBuilder sized(Expansion.NodeBuilder node) {
    return node.input("height", 512L).input("width", 512L).input("batch_size", 1L);
  }
}
