package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Zeros for sound in the latent space of ACE-Step. */
@AutoService(Node.class)
public final class EmptyAceStepLatentAudio implements Node {
  private static final Input<Double> SECONDS =
      Input.floating("seconds").proposes(120.0).range(1.0, 1000.0).step(0.1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("EmptyAceStepLatentAudio")
          .module("comfy_extras.nodes_ace")
          .category("latent/audio")
          .inputs(SECONDS, EmptyLatents.BATCH_SIZE_OF_LATENTS)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return EmptyLatents.zeros(
        inputs.getInt(EmptyLatents.BATCH_SIZE_OF_LATENTS),
        8,
        16,
        (int) (inputs.get(SECONDS) * 44_100 / 512 / 8));
  }
}
