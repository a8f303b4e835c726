package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Guidance by one conditioning alone. */
@AutoService(Node.class)
public final class BasicGuider implements Node {
  private static final Input<Model> MODEL = Sockets.model("model");
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("BasicGuider")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/guiders")
          .inputs(MODEL, CONDITIONING)
          .outputs(Sockets.GUIDER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(new CfgGuider(inputs.get(MODEL), inputs.get(CONDITIONING), null, 1));
  }
}
