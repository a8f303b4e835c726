package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** The difference of two latents, the second brought to the size of the first. */
@AutoService(Node.class)
public final class LatentSubtract implements Node {
  private static final Input<Latent> SAMPLES1 =
      Input.socket("samples1", SocketType.LATENT, Latent.class);
  private static final Input<Latent> SAMPLES2 =
      Input.socket("samples2", SocketType.LATENT, Latent.class);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentSubtract")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced")
          .inputs(SAMPLES1, SAMPLES2)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent first = inputs.get(SAMPLES1);
    FloatArray second = LatentSizes.like(first.samples(), inputs.get(SAMPLES2).samples());
    return NodeOutput.of(
        first.withSamples(Arithmetic.combine(first.samples(), second, (a, b) -> a - b)));
  }
}
