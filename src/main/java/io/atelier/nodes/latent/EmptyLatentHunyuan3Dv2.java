package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Zeros for a shape in the latent space of Hunyuan3D 2. */
@AutoService(Node.class)
public final class EmptyLatentHunyuan3Dv2 implements Node {
  private static final Input<Long> RESOLUTION =
      Input.integer("resolution").proposes(3072).range(1, 8192);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("EmptyLatentHunyuan3Dv2")
          .module("comfy_extras.nodes_hunyuan3d")
          .category("latent/3d")
          .inputs(RESOLUTION, EmptyLatents.BATCH_SIZE_OF_LATENTS)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return EmptyLatents.zeros(
        inputs.getInt(EmptyLatents.BATCH_SIZE_OF_LATENTS), 64, inputs.getInt(RESOLUTION));
  }
}
