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

/** Some consecutive items of a batch of latents. */
@AutoService(Node.class)
public final class LatentFromBatch implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Long> BATCH_INDEX =
      Input.integer("batch_index").proposes(0).range(0, 63);
  private static final Input<Long> LENGTH = Input.integer("length").proposes(1).range(1, 64);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentFromBatch")
          .module("nodes")
          .category("latent/batch")
          .displayName("Latent From Batch")
          .inputs(SAMPLES, BATCH_INDEX, LENGTH)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    int batch = latent.samples().size(0);
    int start = Math.min(batch - 1, inputs.getInt(BATCH_INDEX));
    return NodeOutput.of(
        BatchItems.slice(latent, start, Math.min(batch - start, inputs.getInt(LENGTH))));
  }
}
