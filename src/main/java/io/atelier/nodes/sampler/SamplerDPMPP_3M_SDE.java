package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Dpmpp3mSde;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** DPM-Solver++ in multiple steps of third order, with noise. */
@AutoService(Node.class)
public final class SamplerDPMPP_3M_SDE implements Node {

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerDPMPP_3M_SDE")
          .inputs(SamplerNodes.ETA, SamplerNodes.S_NOISE, SamplerNodes.NOISE_DEVICE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Dpmpp3mSde(inputs.get(SamplerNodes.ETA), inputs.get(SamplerNodes.S_NOISE)));
  }
}
