package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A part of a mask. */
@AutoService(Node.class)
public final class CropMask implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Long> X = Sides.input("x", 0, 0, 1);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 1);
  private static final Input<Long> WIDTH = Sides.input("width", 512, 1, 1);
  private static final Input<Long> HEIGHT = Sides.input("height", 512, 1, 1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("CropMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(MASK, X, Y, WIDTH, HEIGHT)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    FloatArray array =
        new FloatArray(new int[] {mask.batch(), mask.height(), mask.width()}, mask.data());
    long x = inputs.get(X);
    long y = inputs.get(Y);
    FloatArray rows = FloatArrays.slice(array, 1, y, y + inputs.get(HEIGHT));
    FloatArray part = FloatArrays.slice(rows, 2, x, x + inputs.get(WIDTH));
    return NodeOutput.of(new MaskBatch(part.size(0), part.size(1), part.size(2), part.data()));
  }
}
