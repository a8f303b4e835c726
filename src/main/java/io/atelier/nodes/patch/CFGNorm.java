package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.NormLimit;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Guidance that makes no pixel of the latent longer. */
@AutoService(Node.class)
public final class CFGNorm implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 100.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("CFGNorm")
          .module("comfy_extras.nodes_cfg")
          .category("advanced/guidance")
          .experimental()
          .inputs(MODEL, STRENGTH)
          .outputs(Output.named("patched_model", Sockets.MODEL))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withResult(new NormLimit(inputs.get(STRENGTH))));
  }
}
