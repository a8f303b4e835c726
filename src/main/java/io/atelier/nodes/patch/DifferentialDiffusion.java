package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.DifferentialMask;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Masks whose values say when a pixel is freed. */
@AutoService(Node.class)
public final class DifferentialDiffusion implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 1.0).step(0.01).optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("DifferentialDiffusion")
          .module("comfy_extras.nodes_differential_diffusion")
          .category("_for_testing")
          .displayName("Differential Diffusion")
          .experimental()
          .inputs(MODEL, STRENGTH)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).with(new DifferentialMask(inputs.getOr(STRENGTH, 1.0))));
  }
}
