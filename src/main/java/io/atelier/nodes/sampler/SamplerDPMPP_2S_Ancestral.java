package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Dpmpp2sAncestral;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** DPM-Solver++ in single steps of second order, with noise added. */
@AutoService(Node.class)
public final class SamplerDPMPP_2S_Ancestral implements Node {
  private static final Input<Double> ETA =
      Input.floating("eta").proposes(1.0).range(0.0, 100.0).step(0.01).with("round", false);
  private static final Input<Double> S_NOISE =
      Input.floating("s_noise").proposes(1.0).range(0.0, 100.0).step(0.01).with("round", false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SamplerDPMPP_2S_Ancestral")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/samplers")
          .inputs(ETA, S_NOISE)
          .outputs(Sockets.SAMPLER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(new Dpmpp2sAncestral(inputs.get(ETA), inputs.get(S_NOISE), false));
  }
}
