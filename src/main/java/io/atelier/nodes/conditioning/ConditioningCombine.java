package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;

/** Both conditionings side by side. */
@AutoService(Node.class)
public final class ConditioningCombine implements Node {
  private static final Input<Conditioning> CONDITIONING_1 = Sockets.conditioning("conditioning_1");
  private static final Input<Conditioning> CONDITIONING_2 = Sockets.conditioning("conditioning_2");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningCombine")
          .module("nodes")
          .category("conditioning")
          .displayName("Conditioning (Combine)")
          .inputs(CONDITIONING_1, CONDITIONING_2)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(inputs.get(CONDITIONING_1).and(inputs.get(CONDITIONING_2)));
  }
}
