package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Some consecutive pictures of a batch. */
@AutoService(Node.class)
public final class ImageFromBatch implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> BATCH_INDEX =
      Input.integer("batch_index").proposes(0).range(0, 4095);
  private static final Input<Long> LENGTH = Input.integer("length").proposes(1).range(1, 4096);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageFromBatch")
        .module("comfy_extras.nodes_images")
        .category("image/batch")
        .inputs(IMAGE, BATCH_INDEX, LENGTH)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int start = Math.min(image.batch() - 1, inputs.getInt(BATCH_INDEX));
    int length = Math.min(image.batch() - start, inputs.getInt(LENGTH));
    return NodeOutput.of(Images.range(image, start, length));
  }
}
