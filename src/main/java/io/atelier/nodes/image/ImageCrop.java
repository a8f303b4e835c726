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

/** A window of pictures, cut off at their border. */
@AutoService(Node.class)
public final class ImageCrop implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> WIDTH = Images.side("width", 512, 1);
  private static final Input<Long> HEIGHT = Images.side("height", 512, 1);
  private static final Input<Long> X = Images.side("x", 0, 0);
  private static final Input<Long> Y = Images.side("y", 0, 0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageCrop")
        .module("comfy_extras.nodes_images")
        .displayName("Image Crop")
        .category("image/transform")
        .inputs(IMAGE, WIDTH, HEIGHT, X, Y)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int x = Math.min(inputs.getInt(X), image.width() - 1);
    int y = Math.min(inputs.getInt(Y), image.height() - 1);
    int left = sliceBound(x, image.width());
    int top = sliceBound(y, image.height());
    int width = Math.max(0, sliceBound(x + inputs.getInt(WIDTH), image.width()) - left);
    int height = Math.max(0, sliceBound(y + inputs.getInt(HEIGHT), image.height()) - top);
    return NodeOutput.of(window(image, left, top, width, height));
  }

  /** A bound as slices take it: negative ones, which links can bring, count from the end. */
  private static int sliceBound(int bound, int size) {
    return bound < 0 ? Math.max(0, size + bound) : Math.min(bound, size);
  }

  private static ImageBatch window(ImageBatch image, int left, int top, int width, int height) {
    int channels = image.channels();
    ImageBatch part = ImageBatch.zeros(image.batch(), height, width, channels);
    for (int item = 0; item < image.batch(); item++) {
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            image.data(),
            ((item * image.height() + top + row) * image.width() + left) * channels,
            part.data(),
            (item * height + row) * width * channels,
            width * channels);
      }
    }
    return part;
  }
}
