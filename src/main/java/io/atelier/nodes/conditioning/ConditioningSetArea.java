package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Conditioning for a rectangle of the picture, in pixels. */
@AutoService(Node.class)
public final class ConditioningSetArea implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Long> WIDTH =
      Input.integer("width").proposes(64).range(64, 16384).step(8);
  private static final Input<Long> HEIGHT =
      Input.integer("height").proposes(64).range(64, 16384).step(8);
  private static final Input<Long> X = Input.integer("x").proposes(0).range(0, 16384).step(8);
  private static final Input<Long> Y = Input.integer("y").proposes(0).range(0, 16384).step(8);
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningSetArea")
          .module("nodes")
          .category("conditioning")
          .displayName("Conditioning (Set Area)")
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
            Math.floorDiv(inputs.get(HEIGHT), Vae.SCALE),
            Math.floorDiv(inputs.get(WIDTH), Vae.SCALE),
            Math.floorDiv(inputs.get(Y), Vae.SCALE),
            Math.floorDiv(inputs.get(X), Vae.SCALE),
            false);
    double strength = inputs.get(STRENGTH);
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withArea(area, strength)));
  }
}
