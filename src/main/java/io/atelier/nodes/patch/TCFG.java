package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.TangentialDamping;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Guidance away from what the negative prediction has in common with the positive one. */
@AutoService(Node.class)
public final class TCFG implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("TCFG")
          .module("comfy_extras.nodes_tcfg")
          .category("advanced/guidance")
          .description(
              "Damps what the negative prompt adds along directions that both "
                  + "prompts share, for clearer guidance.")
          .displayName("Tangential Damping CFG")
          .inputs(MODEL)
          .outputs(Output.named("patched_model", Sockets.MODEL))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).with(new TangentialDamping()));
  }
}
