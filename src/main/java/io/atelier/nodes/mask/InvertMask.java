package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A mask of what another does not mask. */
@AutoService(Node.class)
public final class InvertMask implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("InvertMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(MASK)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    float[] values = mask.data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
    return NodeOutput.of(new MaskBatch(mask.batch(), mask.height(), mask.width(), values));
  }
}
