package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.RenormalizedGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance that is left out at high noise and held to a length. */
@AutoService(Node.class)
public final class RenormCFG implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> CFG_TRUNC =
      Input.floating("cfg_trunc").proposes(100).range(0.0, 100.0).step(0.01);
  private static final Input<Double> RENORM_CFG =
      Input.floating("renorm_cfg").proposes(1.0).range(0.0, 100.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("RenormCFG")
          .module("comfy_extras.nodes_lumina2")
          .category("advanced/model")
          .inputs(MODEL, CFG_TRUNC, RENORM_CFG)
          .outputs(Sockets.MODEL)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(MODEL)
            .withRule(new RenormalizedGuidance(inputs.get(CFG_TRUNC), inputs.get(RENORM_CFG))));
  }
}
