package io.atelier.nodes.merging;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.SocketType;

/** What the nodes that mix two networks have in common. */
final class MergeNodes {
  static final Input<Double> RATIO =
      Input.floating("ratio").proposes(1.0).range(0.0, 1.0).step(0.01);
  static final Input<Double> MULTIPLIER =
      Input.floating("multiplier").proposes(1.0).range(-10.0, 10.0).step(0.01);

  private MergeNodes() {}

  /** A node of this kind, which gives a network of the type. */
  static NodeDefinition.Builder definition(String classType, SocketType type) {
    return NodeDefinition.of(classType)
        .module("comfy_extras.nodes_model_merging")
        .category("advanced/model_merging")
        .outputs(type);
  }
}
