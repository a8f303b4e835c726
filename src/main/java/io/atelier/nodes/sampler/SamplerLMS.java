package io.atelier.nodes.sampler;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampler.Lms;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** The linear multistep method. */
@AutoService(Node.class)
public final class SamplerLMS implements Node {
  private static final Input<Long> ORDER = Input.integer("order").proposes(4).range(1, 100);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SamplerLMS")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/samplers")
          .inputs(ORDER)
          .outputs(Sockets.SAMPLER)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(new Lms(inputs.getInt(ORDER)));
  }
}
