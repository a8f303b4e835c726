package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.EulerCfgPp;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** Euler's method with noise added, guided through the unguided prediction. */
@AutoService(Node.class)
public final class SamplerEulerAncestralCFGPP implements Node {
  private static final Input<Double> ETA = SamplerNodes.share("eta", 1.0);
  private static final Input<Double> S_NOISE = SamplerNodes.share("s_noise", 10.0);

  private static final NodeDefinition DEFINITION =
      SamplerNodes.definition("SamplerEulerAncestralCFGPP")
          .displayName("SamplerEulerAncestralCFG++")
          .inputs(ETA, S_NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(new EulerCfgPp(inputs.get(ETA), inputs.get(S_NOISE)));
  }
}
