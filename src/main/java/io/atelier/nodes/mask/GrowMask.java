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

/** A mask that reaches further, or less far. */
@AutoService(Node.class)
public final class GrowMask implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");
  private static final Input<Long> EXPAND =
      Input.integer("expand").proposes(0).range(-Sides.MAX, Sides.MAX).step(1);
  private static final Input<Boolean> TAPERED_CORNERS =
      Input.bool("tapered_corners").proposes(true);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("GrowMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(MASK, EXPAND, TAPERED_CORNERS)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch mask = inputs.get(MASK);
    long expand = inputs.get(EXPAND);
    boolean tapered = inputs.get(TAPERED_CORNERS);
    float[] values = mask.data();
    boolean changed = true;
    for (long i = 0; changed && i < Math.abs(expand); i++) {
      context.checkInterrupted();
      float[] next = step(mask, values, expand > 0, tapered);
      changed = !Arrays.equals(next, values);
      values = next;
    }
    return NodeOutput.of(new MaskBatch(mask.batch(), mask.height(), mask.width(), values));
  }

  private static float[] step(MaskBatch mask, float[] values, boolean grow, boolean tapered) {
    int height = mask.height();
    int width = mask.width();
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      int y = i / width % height;
      float extreme = values[i];
      for (int dy = y == 0 ? 0 : -1; dy <= (y == height - 1 ? 0 : 1); dy++) {
        for (int dx = x == 0 ? 0 : -1; dx <= (x == width - 1 ? 0 : 1); dx++) {
          if (!tapered || dx == 0 || dy == 0) {
            float value = values[i + dy * width + dx];
            extreme = grow ? Math.max(extreme, value) : Math.min(extreme, value);
          }
        }
      }
      result[i] = extreme;
    }
    return result;
  }
}
