package io.atelier.nodes.patch;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.nodes.Sockets;

/** What the nodes that say on which noise levels a model predicts have in common. */
final class ModelSamplings {
  private ModelSamplings() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_model_advanced")
        .category("advanced/model")
        .outputs(Sockets.MODEL);
  }

  /** How far levels are shifted towards noise. */
  static Input<Double> shift(String name, double proposed) {
    return Input.floating(name).proposes(proposed).range(0.0, 100.0).step(0.01);
  }

  /** A bound of the levels. */
  static Input<Double> bound(String name, double proposed) {
    return Input.floating(name)
        .proposes(proposed)
        .range(0.0, 1000.0)
        .step(0.001)
        .with("round", false);
  }
}
