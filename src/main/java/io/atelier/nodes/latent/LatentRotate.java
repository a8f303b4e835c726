package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent turned clockwise. */
@AutoService(Node.class)
public final class LatentRotate implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<String> ROTATION =
      Input.choice("rotation", "none", "90 degrees", "180 degrees", "270 degrees");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentRotate")
          .module("nodes")
          .category("latent/transform")
          .displayName("Rotate Latent")
          .inputs(SAMPLES, ROTATION)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    FloatArray samples = latent.samples();
    return NodeOutput.of(
        latent.withSamples(
            switch (inputs.get(ROTATION)) {
              case "90 degrees" -> LatentTurns.flip(LatentTurns.transpose(samples), 3);
              case "180 degrees" -> LatentTurns.flip(LatentTurns.flip(samples, 2), 3);
              case "270 degrees" -> LatentTurns.flip(LatentTurns.transpose(samples), 2);
              default -> samples;
            }));
  }
}
