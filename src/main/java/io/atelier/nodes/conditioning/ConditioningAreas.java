package io.atelier.nodes.conditioning;

import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Factors;
import io.atelier.nodes.Sockets;

/** What the nodes that hold conditioning to a rectangle have in common. */
final class ConditioningAreas {
  static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  static final Input<Double> STRENGTH = Factors.input("strength", 1.0);

  private ConditioningAreas() {}

  /** A part of a side, 0 to 1. */
  static Input<Double> part(String name, Number proposed) {
    return Input.floating(name).proposes(proposed).range(0, 1.0).step(0.01);
  }

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("nodes")
        .category("conditioning")
        .outputs(Sockets.CONDITIONING);
  }

  /** The conditioning within an area, of the strength wanted. */
  static NodeOutput within(Conditioning.Area area, NodeInputs inputs) {
    double strength = inputs.get(STRENGTH);
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withArea(area, strength)));
  }
}
