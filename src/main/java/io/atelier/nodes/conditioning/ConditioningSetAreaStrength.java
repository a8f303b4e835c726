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

/** The weight of conditioning beside others. */
@AutoService(Node.class)
public final class ConditioningSetAreaStrength implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningSetAreaStrength")
          .module("nodes")
          .category("conditioning")
          .inputs(CONDITIONING, STRENGTH)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    double strength = inputs.get(STRENGTH);
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withStrength(strength)));
  }
}
