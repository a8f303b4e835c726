package io.atelier.nodes.sampling;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Noise of a seed. */
@AutoService(Node.class)
public final class RandomNoise implements Node {
  private static final Input<Long> NOISE_SEED = Sockets.seed("noise_seed");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("RandomNoise")
          .module("comfy_extras.nodes_custom_sampler")
          .category("sampling/custom_sampling/noise")
          .inputs(NOISE_SEED)
          .outputs(Sockets.NOISE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(NoiseSource.ofSeed(inputs.get(NOISE_SEED)));
  }
}
