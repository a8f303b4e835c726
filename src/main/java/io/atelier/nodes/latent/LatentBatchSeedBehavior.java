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
import java.util.Collections;
import java.util.List;

/** Whether the items of a batch get noise of their own or all the same. */
@AutoService(Node.class)
public final class LatentBatchSeedBehavior implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<String> SEED_BEHAVIOR =
      Input.choice("seed_behavior", "random", "fixed").proposes("fixed");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("LatentBatchSeedBehavior")
          .module("comfy_extras.nodes_latent")
          .category("latent/advanced")
          .inputs(SAMPLES, SEED_BEHAVIOR)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    List<Integer> indexes = latent.batchIndex();
    if (inputs.get(SEED_BEHAVIOR).equals("random")) {
      return NodeOutput.of(new Latent(latent.samples(), latent.noiseMask(), null));
    }
    int first = indexes == null ? 0 : indexes.get(0);
    return NodeOutput.of(
        new Latent(
            latent.samples(),
            latent.noiseMask(),
            Collections.nCopies(latent.samples().size(0), first)));
  }
}
