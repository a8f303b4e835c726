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

/** Has models of the Flux kind not told of guidance. */
@AutoService(Node.class)
public final class FluxDisableGuidance implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("FluxDisableGuidance")
          .module("comfy_extras.nodes_flux")
          .category("advanced/conditioning/flux")
          .description(
              "Takes the guidance value out of a conditioning, for models that were "
                  + "not taught one.")
          .inputs(CONDITIONING)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(CONDITIONING)
            .map(entry -> entry.withFlux(flux -> flux.withGuidance(FluxHints.Guidance.DISABLED))));
  }
}
