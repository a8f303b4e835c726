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

/** The negative of pictures, alpha included. */
@AutoService(Node.class)
public final class ImageInvert implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageInvert")
        .module("nodes")
        .displayName("Invert Image")
        .category("image")
        .inputs(IMAGE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    float[] inverted = new float[image.data().length];
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = 1f - image.data()[i];
    }
    return NodeOutput.of(
        new ImageBatch(image.batch(), image.height(), image.width(), image.channels(), inverted));
  }
}
