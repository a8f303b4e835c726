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
import io.atelier.nodes.Sockets;
import java.util.Arrays;

/** A mask that fades towards its borders. */
@AutoService(Node.class)
public final class FeatherMask implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Long> LEFT = Sides.input("left", 0, 0, 1);
  private static final Input<Long> TOP = Sides.input("top", 0, 0, 1);
  private static final Input<Long> RIGHT = Sides.input("right", 0, 0, 1);
  private static final Input<Long> BOTTOM = Sides.input("bottom", 0, 0, 1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("FeatherMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(MASK, LEFT, TOP, RIGHT, BOTTOM)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    int height = mask.height();
    int width = mask.width();
    float[] columns = rates(width, inputs.getInt(LEFT), inputs.getInt(RIGHT));
    float[] rows = rates(height, inputs.getInt(TOP), inputs.getInt(BOTTOM));
    float[] values = mask.data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] * columns[i % width] * rows[i / width % height];
    }
    return NodeOutput.of(new MaskBatch(mask.batch(), height, width, values));
  }

  /**
   * The factor of each line. ComfyUI counts the far border from 0 backwards, so that line 0 gets
   * the outermost factor and each other line that of its outer neighbour; results depend on it.
   */
  private static float[] rates(int size, int near, int far) {
    float[] rates = new float[size];
    Arrays.fill(rates, 1);
    int nearWidth = Math.min(size, near);
    for (int i = 0; i < nearWidth; i++) {
      rates[i] *= (float) ((i + 1.0) / nearWidth);
    }
    int farWidth = Math.min(size, far);
    for (int i = 0; i < farWidth; i++) {
      rates[i == 0 ? 0 : size - i] *= (float) ((i + 1.0) / farWidth);
    }
    return rates;
  }
}
