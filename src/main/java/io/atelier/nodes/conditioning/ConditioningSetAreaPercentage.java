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

/** Conditioning for a rectangle of the picture, in parts of its sides. */
@AutoService(Node.class)
public final class ConditioningSetAreaPercentage implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Double> WIDTH =
      Input.floating("width").proposes(1.0).range(0, 1.0).step(0.01);
  private static final Input<Double> HEIGHT =
      Input.floating("height").proposes(1.0).range(0, 1.0).step(0.01);
  private static final Input<Double> X = Input.floating("x").proposes(0).range(0, 1.0).step(0.01);
  private static final Input<Double> Y = Input.floating("y").proposes(0).range(0, 1.0).step(0.01);
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningSetAreaPercentage")
          .module("nodes")
          .category("conditioning")
          .displayName("Conditioning (Set Area with Percentage)")
          .inputs(CONDITIONING, WIDTH, HEIGHT, X, Y, STRENGTH)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning.Area area =
        new Conditioning.Area(
            inputs.get(HEIGHT), inputs.get(WIDTH), inputs.get(Y), inputs.get(X), true);
    double strength = inputs.get(STRENGTH);
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withArea(area, strength)));
  }
}
