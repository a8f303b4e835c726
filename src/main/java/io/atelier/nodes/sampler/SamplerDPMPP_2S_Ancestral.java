package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Dpmpp2sAncestral;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** DPM-Solver++ in single steps of second order, with noise added. */
@AutoService(Node.class)
public final class SamplerDPMPP_2S_Ancestral implements Node {

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerDPMPP_2S_Ancestral")
          .inputs(SamplerNodes.ETA, SamplerNodes.S_NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Dpmpp2sAncestral(
            inputs.get(SamplerNodes.ETA), inputs.get(SamplerNodes.S_NOISE), false));
  }
}
