package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Where models of the Flux kind see the pictures that they refer to. */
@AutoService(Node.class)
public final class FluxKontextMultiReferenceLatentMethod implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<String> METHOD =
      Input.choice("reference_latents_method", "offset", "index", "uxo/uno");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("FluxKontextMultiReferenceLatentMethod")
          .module("comfy_extras.nodes_flux")
          .category("advanced/conditioning/flux")
          .experimental()
          .inputs(CONDITIONING, METHOD)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FluxHints.Placement placement = FluxHints.Placement.named(inputs.get(METHOD));
    return NodeOutput.of(
        inputs
            .get(CONDITIONING)
            .map(entry -> entry.withFlux(flux -> flux.withPlacement(placement))));
  }
}
