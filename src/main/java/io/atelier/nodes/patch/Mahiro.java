package io.atelier.nodes.patch;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.guidance.DirectionalGuidance;
import io.atelier.diffusion.model.Model;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.nodes.Sockets;

/** Guidance that follows the positive prediction where the guided one turns from the negative. */
@AutoService(Node.class)
public final class Mahiro implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("Mahiro")
          .module("comfy_extras.nodes_mahiro")
          .category("_for_testing")
          .description(
              "Changes the guidance so that the positive prompt counts more than its "
                  + "distance from the negative one.")
          .displayName("Mahiro is so cute that she deserves a better guidance function!! (。・ω・。)")
          .experimental()
          .inputs(MODEL)
          .outputs(Output.named("patched_model", Sockets.MODEL))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(MODEL).withResult(new DirectionalGuidance()));
  }
}
