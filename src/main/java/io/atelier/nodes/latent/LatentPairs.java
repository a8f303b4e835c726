package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** What the nodes that make one latent of two have in common. */
final class LatentPairs {
  static final Input<Latent> SAMPLES1 = Sockets.latent("samples1");
  static final Input<Latent> SAMPLES2 = Sockets.latent("samples2");

  private LatentPairs() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.v3(classType)
        .module("comfy_extras.nodes_latent")
        .category("latent/advanced")
        .outputs(SocketType.LATENT);
  }

  /** The first latent, each value combined with that of the second, brought to its size. */
  static NodeOutput combined(NodeInputs inputs, Arithmetic.Operation operation) {
    Latent first = inputs.get(SAMPLES1);
    FloatArray second = LatentSizes.like(first.samples(), inputs.get(SAMPLES2).samples());
    return NodeOutput.of(first.withSamples(Arithmetic.combine(first.samples(), second, operation)));
  }
}
