package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A mask of the pixels of one colour. */
@AutoService(Node.class)
public final class ImageColorToMask implements Node {
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<Long> COLOR =
      Input.integer("color").proposes(0).range(0, 0xFFFFFF).step(1).with("display", "color");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ImageColorToMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(IMAGE, COLOR)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    long color = inputs.get(COLOR);
    MaskBatch mask = MaskBatch.zeros(image.batch(), image.height(), image.width());
    for (int i = 0; i < mask.data().length; i++) {
      int at = i * image.channels();
      float[] values = image.data();
      long packed = level(values[at]) << 16 | level(values[at + 1]) << 8 | level(values[at + 2]);
      mask.data()[i] = packed == color ? 1 : 0;
    }
    return NodeOutput.of(mask);
  }

  private static long level(float value) {
    return (long) Math.rint(Math.max(0, Math.min(1, value)) * 255f);
  }
}
