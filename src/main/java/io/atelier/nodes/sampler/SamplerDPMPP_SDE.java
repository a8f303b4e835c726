package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.DpmppSde;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** DPM-Solver++ in single steps, with noise. */
@AutoService(Node.class)
public final class SamplerDPMPP_SDE implements Node {
  private static final Input<Double> R =
      Input.floating("r").proposes(0.5).range(0.0, 100.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerDPMPP_SDE")
          .inputs(SamplerNodes.ETA, SamplerNodes.S_NOISE, R, SamplerNodes.NOISE_DEVICE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new DpmppSde(
            inputs.get(SamplerNodes.ETA), inputs.get(SamplerNodes.S_NOISE), inputs.get(R)));
  }
}
