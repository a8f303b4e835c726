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

/** A mask of 1 where another is above a value, and 0 elsewhere. */
@AutoService(Node.class)
public final class ThresholdMask implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Double> VALUE =
      Input.floating("value").proposes(0.5).range(0.0, 1.0).step(0.01);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ThresholdMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(MASK, VALUE)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    float threshold = inputs.get(VALUE).floatValue();
    float[] values = new float[mask.data().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.data()[i] > threshold ? 1 : 0;
    }
    return NodeOutput.of(new MaskBatch(mask.batch(), mask.height(), mask.width(), values));
  }
}
