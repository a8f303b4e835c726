package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sides;

/** Conditioning for a rectangle of the picture, in pixels. */
@AutoService(Node.class)
public final class ConditioningSetArea implements Node {
  private static final Input<Long> WIDTH = Sides.input("width", 64, 64, 8);
  private static final Input<Long> HEIGHT = Sides.input("height", 64, 64, 8);
  private static final Input<Long> X = Sides.input("x", 0, 0, 8);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 8);

  private static final NodeDefinition DEFINITION =
      ConditioningAreas.definition("ConditioningSetArea")
          .displayName("Conditioning (Set Area)")
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
            Math.floorDiv(inputs.get(HEIGHT), Vae.SCALE),
            Math.floorDiv(inputs.get(WIDTH), Vae.SCALE),
            Math.floorDiv(inputs.get(Y), Vae.SCALE),
            Math.floorDiv(inputs.get(X), Vae.SCALE),
            false);
    return ConditioningAreas.within(area, inputs);
  }
}
