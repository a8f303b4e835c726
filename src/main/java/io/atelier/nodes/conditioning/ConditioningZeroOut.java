package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Conditioning whose features are all zero. */
@AutoService(Node.class)
public final class ConditioningZeroOut implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningZeroOut")
          .module("nodes")
          .category("advanced/conditioning")
          .inputs(CONDITIONING)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(
        inputs
            .get(CONDITIONING)
            .map(
                entry -> {
                  FloatArray pooled = entry.pooled();
                  return entry.withFeatures(
                      FloatArray.zeros(entry.context().shape()),
                      pooled == null ? null : FloatArray.zeros(pooled.shape()));
                }));
  }
}
