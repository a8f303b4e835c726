package io.atelier.nodes.sigmas;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Noise levels from least to greatest, to add noise instead of removing it. */
@AutoService(Node.class)
public final class FlipSigmas implements Node {
  private static final Input<Sigmas> SIGMAS = Sockets.sigmas("sigmas");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("FlipSigmas")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/sigmas")
          .inputs(SIGMAS)
          .outputs(Sockets.SIGMAS)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    float[] sigmas = inputs.get(SIGMAS).values();
    float[] flipped = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      flipped[i] = sigmas[sigmas.length - 1 - i];
    }
    if (flipped.length > 0 && flipped[0] == 0) {
      flipped[0] = 0.0001f;
    }
    return NodeOutput.of(new Sigmas(flipped));
  }
}
