package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Conditioning for a rectangle of the picture, in parts of its sides. */
@AutoService(Node.class)
public final class ConditioningSetAreaPercentage implements Node {
  private static final Input<Double> WIDTH = ConditioningAreas.part("width", 1.0);
  private static final Input<Double> HEIGHT = ConditioningAreas.part("height", 1.0);
  private static final Input<Double> X = ConditioningAreas.part("x", 0);
  private static final Input<Double> Y = ConditioningAreas.part("y", 0);

  private static final NodeDefinition DEFINITION =
      ConditioningAreas.definition("ConditioningSetAreaPercentage")
          .displayName("Conditioning (Set Area with Percentage)")
          .inputs(ConditioningAreas.CONDITIONING, WIDTH, HEIGHT, X, Y, ConditioningAreas.STRENGTH)
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
    return ConditioningAreas.within(area, inputs);
  }
}
