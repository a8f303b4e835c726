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

/** Pictures mirrored top to bottom or left to right. */
@AutoService(Node.class)
public final class ImageFlip implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> FLIP_METHOD =
      Input.choice("flip_method", "x-axis: vertically", "y-axis: horizontally");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageFlip")
        .module("comfy_extras.nodes_images")
        .category("image/transform")
        .inputs(IMAGE, FLIP_METHOD)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    boolean vertical = inputs.get(FLIP_METHOD).startsWith("x");
    int width = image.width();
    int height = image.height();
    return NodeOutput.of(
        PixelMoves.rearranged(
            image,
            width,
            height,
            (x, y) -> vertical ? (height - 1 - y) * width + x : y * width + width - 1 - x));
  }
}
