package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Bytes8;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Pictures of one colour. */
@AutoService(Node.class)
public final class EmptyImage implements Node {
  private static final Input<Long> WIDTH = Images.side("width", 512, 1);
  private static final Input<Long> HEIGHT = Images.side("height", 512, 1);
  private static final Input<Long> BATCH_SIZE =
      Input.integer("batch_size").proposes(1).range(1, 4096);
  private static final Input<Long> COLOR =
      Input.integer("color").proposes(0).range(0, 0xFFFFFF).step(1).with("display", "color");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("EmptyImage")
        .module("nodes")
        .category("image")
        .inputs(WIDTH, HEIGHT, BATCH_SIZE, COLOR)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch images =
        ImageBatch.zeros(inputs.getInt(BATCH_SIZE), inputs.getInt(HEIGHT), inputs.getInt(WIDTH), 3);
    int color = inputs.getInt(COLOR);
    float red = Bytes8.toFloat((byte) (color >> 16));
    float green = Bytes8.toFloat((byte) (color >> 8));
    float blue = Bytes8.toFloat((byte) color);
    float[] data = images.data();
    for (int i = 0; i < data.length; i += 3) {
      data[i] = red;
      data[i + 1] = green;
      data[i + 2] = blue;
    }
    return NodeOutput.of(images);
  }
}
