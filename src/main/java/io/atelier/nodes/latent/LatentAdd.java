package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;

/** The sum of two latents, the second brought to the size of the first. */
@AutoService(Node.class)
public final class LatentAdd implements Node {

  private static final NodeDefinition DEFINITION =
      LatentPairs.definition("LatentAdd")
          .inputs(LatentPairs.SAMPLES1, LatentPairs.SAMPLES2)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return LatentPairs.combined(inputs, (a, b) -> a + b);
  }
}
