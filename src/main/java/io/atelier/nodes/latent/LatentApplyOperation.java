package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A latent changed by an operation. */
@AutoService(Node.class)
public final class LatentApplyOperation implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<LatentOperation> OPERATION =
      Input.socket("operation", LatentOperation.TYPE, LatentOperation.class);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentApplyOperation")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced/operations")
          .inputs(SAMPLES, OPERATION)
          .outputs(SocketType.LATENT)
          .experimental()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    return NodeOutput.of(latent.withSamples(inputs.get(OPERATION).apply(latent.samples())));
  }
}
