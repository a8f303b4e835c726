package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** No noise. */
@AutoService(Node.class)
public final class DisableNoise implements Node {

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("DisableNoise")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/noise")
          .outputs(Sockets.NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(NoiseSource.none());
  }
}
