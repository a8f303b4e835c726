package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Conditioning for a part of the way from noise to picture. */
@AutoService(Node.class)
public final class ConditioningSetTimestepRange implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Double> START =
      Input.floating("start").proposes(0.0).range(0.0, 1.0).step(0.001);
  private static final Input<Double> END =
      Input.floating("end").proposes(1.0).range(0.0, 1.0).step(0.001);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningSetTimestepRange")
          .module("nodes")
          .category("advanced/conditioning")
          .inputs(CONDITIONING, START, END)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning.Range range = new Conditioning.Range(inputs.get(START), inputs.get(END));
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withRange(range)));
  }
}
