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
import io.atelier.nodes.Sides;
import java.util.Arrays;

/** A mask of one value. */
@AutoService(Node.class)
public final class SolidMask implements Node {
  private static final Input<Double> VALUE =
      Input.floating("value").proposes(1.0).range(0.0, 1.0).step(0.01);
  private static final Input<Long> WIDTH = Sides.input("width", 512, 1, 1);
  private static final Input<Long> HEIGHT = Sides.input("height", 512, 1, 1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SolidMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(VALUE, WIDTH, HEIGHT)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = MaskBatch.zeros(1, inputs.getInt(HEIGHT), inputs.getInt(WIDTH));
    Arrays.fill(mask.data(), inputs.get(VALUE).floatValue());
    return NodeOutput.of(mask);
  }
}
