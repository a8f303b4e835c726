package io.atelier.nodes.sampler;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.nodes.Sockets;

/** What the nodes that choose a sampling method have in common. */
final class SamplerNodes {
  static final Input<Double> ETA = share("eta", 100.0);
  static final Input<Double> S_NOISE = share("s_noise", 100.0);
  static final Input<String> NOISE_DEVICE = Input.choice("noise_device", "gpu", "cpu");

  private SamplerNodes() {}

  /** How much of something random is added, 1 by default. */
  static Input<Double> share(String name, double most) {
    return Input.floating(name).proposes(1.0).range(0.0, most).step(0.01).with("round", false);
  }

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_custom_sampler")
        .category("sampling/custom_sampling/samplers")
        .outputs(Sockets.SAMPLER);
  }
}
