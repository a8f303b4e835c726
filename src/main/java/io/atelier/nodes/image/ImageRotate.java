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

/** Pictures turned clockwise by quarter turns. */
@AutoService(Node.class)
public final class ImageRotate implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> ROTATION =
      Input.choice("rotation", "none", "90 degrees", "180 degrees", "270 degrees");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageRotate")
        .module("comfy_extras.nodes_images")
        .category("image/transform")
        .inputs(IMAGE, ROTATION)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int width = image.width();
    int height = image.height();
    return NodeOutput.of(
        switch (inputs.get(ROTATION)) {
          case "90 degrees" ->
              PixelMoves.rearranged(image, height, width, (x, y) -> (height - 1 - x) * width + y);
          case "180 degrees" ->
              PixelMoves.rearranged(image, width, height, (x, y) -> (height - y) * width - 1 - x);
          case "270 degrees" ->
              PixelMoves.rearranged(image, height, width, (x, y) -> x * width + width - 1 - y);
          default -> image;
        });
  }
}
