package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent mirrored at an axis. */
@AutoService(Node.class)
public final class LatentFlip implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<String> FLIP_METHOD =
      Input.choice("flip_method", "x-axis: vertically", "y-axis: horizontally");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentFlip")
          .module("nodes")
          .category("latent/transform")
          .displayName("Flip Latent")
          .inputs(SAMPLES, FLIP_METHOD)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    int dimension = inputs.get(FLIP_METHOD).startsWith("x") ? 2 : 3;
    return NodeOutput.of(latent.withSamples(LatentTurns.flip(latent.samples(), dimension)));
  }
}
