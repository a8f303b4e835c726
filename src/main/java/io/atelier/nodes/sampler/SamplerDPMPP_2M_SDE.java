package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Dpmpp2mSde;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** DPM-Solver++ in multiple steps of second order, with noise. */
@AutoService(Node.class)
public final class SamplerDPMPP_2M_SDE implements Node {
  private static final Input<String> SOLVER_TYPE = Input.choice("solver_type", "midpoint", "heun");

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerDPMPP_2M_SDE")
          .inputs(SOLVER_TYPE, SamplerNodes.ETA, SamplerNodes.S_NOISE, SamplerNodes.NOISE_DEVICE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        new Dpmpp2mSde(
            inputs.get(SamplerNodes.ETA),
            inputs.get(SamplerNodes.S_NOISE),
            inputs.get(SOLVER_TYPE).equals("heun")));
  }
}
