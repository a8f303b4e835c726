package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.EulerCfgPp;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Euler's method with noise added, guided through the unguided guess. */
@AutoService(Node.class)
public final class SamplerEulerAncestralCFGPP implements Node {
  private static final Input<Double> ETA =
      Input.floating("eta").proposes(1.0).range(0.0, 1.0).step(0.01).with("round", false);
  private static final Input<Double> S_NOISE =
      Input.floating("s_noise").proposes(1.0).range(0.0, 10.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SamplerEulerAncestralCFGPP")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/samplers")
          .displayName("SamplerEulerAncestralCFG++")
          .inputs(ETA, S_NOISE)
          .outputs(Sockets.SAMPLER)
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
