package io.atelier.nodes.sigmas;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** What the nodes that make noise levels have in common. */
final class SigmaNodes {
  static final Input<Long> STEPS = Input.integer("steps").proposes(20).range(1, 10000);
  static final Input<Double> SIGMA_MAX = bound("sigma_max", 14.614642);
  static final Input<Double> SIGMA_MIN = bound("sigma_min", 0.0291675);

  /** The part of the steps that is made, from the last one back. */
  static final Input<Double> DENOISE =
      Input.floating("denoise").proposes(1.0).range(0.0, 1.0).step(0.01);

  private SigmaNodes() {}

  private static Input<Double> bound(String name, double proposed) {
    return Input.floating(name)
        .proposes(proposed)
        .range(0.0, 5000.0)
        .step(0.01)
        .with("round", false);
  }

  /** The exponent of a curve of levels. */
  static Input<Double> rho(double proposed) {
    return Input.floating("rho")
        .proposes(proposed)
        .range(0.0, 100.0)
        .step(0.01)
        .with("round", false);
  }

  /** A node that makes levels from numbers alone. */
  static NodeDefinition.Builder scheduler(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_custom_sampler")
        .category("sampling/custom_sampling/schedulers")
        .outputs(Sockets.SIGMAS);
  }

  /** A node that gives the high levels and the low ones. */
  static NodeDefinition.Builder splitting(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_custom_sampler")
        .category("sampling/custom_sampling/sigmas")
        .outputs(
            Output.named("high_sigmas", Sockets.SIGMAS),
            Output.named("low_sigmas", Sockets.SIGMAS));
  }
}
