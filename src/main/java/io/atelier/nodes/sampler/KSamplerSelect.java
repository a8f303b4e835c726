package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** A sampling method by its name. */
@AutoService(Node.class)
public final class KSamplerSelect implements Node {
  private static final Input<String> SAMPLER_NAME = Sockets.samplerName("sampler_name");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("KSamplerSelect")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/samplers")
          .inputs(SAMPLER_NAME)
          .outputs(Sockets.SAMPLER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(Samplers.get(inputs.get(SAMPLER_NAME)));
  }
}
