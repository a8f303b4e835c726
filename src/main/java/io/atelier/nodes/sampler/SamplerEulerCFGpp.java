package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.EulerCfgPp;
import io.atelier.diffusion.sampler.EulerPp;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Euler's method guided through the unguided prediction, in one of two forms. */
@AutoService(Node.class)
public final class SamplerEulerCFGpp implements Node {
  private static final Input<String> VERSION = Input.choice("version", "regular", "alternative");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("SamplerEulerCFGpp")
          .module("comfy_extras.nodes_advanced_samplers")
          .category("_for_testing")
          .displayName("SamplerEulerCFG++")
          .experimental()
          .inputs(VERSION)
          .outputs(Sockets.SAMPLER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Sampler sampler =
        inputs.get(VERSION).equals("alternative") ? new EulerPp() : new EulerCfgPp(0, 1);
    return NodeOutput.of(sampler);
  }
}
