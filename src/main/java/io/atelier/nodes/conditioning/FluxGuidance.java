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

/** Tells models of the Flux kind how strongly the text pulls. */
@AutoService(Node.class)
public final class FluxGuidance implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<Double> GUIDANCE =
      Input.floating("guidance").proposes(3.5).range(0.0, 100.0).step(0.1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("FluxGuidance")
          .module("comfy_extras.nodes_flux")
          .category("advanced/conditioning/flux")
          .inputs(CONDITIONING, GUIDANCE)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    FluxHints.Guidance guidance = FluxHints.Guidance.of(inputs.get(GUIDANCE));
    return NodeOutput.of(
        inputs.get(CONDITIONING).map(entry -> entry.withFlux(flux -> flux.withGuidance(guidance))));
  }
}
