package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.HostArrays;
import io.atelier.nodes.Sockets;

/** Conditioning for a soft region of the picture. */
@AutoService(Node.class)
public final class ConditioningSetMask implements Node {
  private static final Input<Conditioning> CONDITIONING = Sockets.conditioning("conditioning");
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(1.0).range(0.0, 10.0).step(0.01);
  private static final Input<String> SET_COND_AREA =
      Input.choice("set_cond_area", "default", "mask bounds");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ConditioningSetMask")
          .module("nodes")
          .category("conditioning")
          .displayName("Conditioning (Set Mask)")
          .inputs(CONDITIONING, MASK, STRENGTH, SET_COND_AREA)
          .outputs(Sockets.CONDITIONING)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Conditioning.Mask mask =
        new Conditioning.Mask(
            HostArrays.array(inputs.get(MASK)),
            inputs.get(STRENGTH),
            !inputs.get(SET_COND_AREA).equals("default"));
    return NodeOutput.of(inputs.get(CONDITIONING).map(entry -> entry.withMask(mask)));
  }
}
