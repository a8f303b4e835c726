package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.RescaledGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance that keeps the deviation of the positive prediction. */
@AutoService(Node.class)
public final class RescaleCFG implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> MULTIPLIER =
      Input.floating("multiplier").proposes(0.7).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("RescaleCFG")
          .module("comfy_extras.nodes_model_advanced")
          .category("advanced/model")
          .inputs(MODEL, MULTIPLIER)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withRule(new RescaledGuidance(inputs.get(MULTIPLIER))));
  }
}
