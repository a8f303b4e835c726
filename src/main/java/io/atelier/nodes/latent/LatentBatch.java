package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import java.util.ArrayList;
import java.util.List;

/** Two batches of latents as one. */
@AutoService(Node.class)
public final class LatentBatch implements Node {

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentBatch")
          .module("comfy_extras.nodes_latent")
          .category("latent/batch")
          .inputs(LatentPairs.SAMPLES1, LatentPairs.SAMPLES2)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent first = inputs.get(LatentPairs.SAMPLES1);
    Latent second = inputs.get(LatentPairs.SAMPLES2);
    FloatArray samples = LatentSizes.sizedLike(first.samples(), second.samples());
    List<Integer> indexes = new ArrayList<>(BatchItems.indexes(first));
    indexes.addAll(BatchItems.indexes(second));
    return NodeOutput.of(
        new Latent(FloatArrays.concat(first.samples(), samples, 0), first.noiseMask(), indexes));
  }
}
