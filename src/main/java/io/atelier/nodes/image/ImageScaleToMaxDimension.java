package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;

/** Resizes pictures so that their larger side is given. */
@AutoService(Node.class)
public final class ImageScaleToMaxDimension implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> METHOD =
      Input.choice(
          "upscale_method", "area", "lanczos", "bilinear", "nearest-exact", "bilinear", "bicubic");
  private static final Input<Long> LARGEST_SIZE = Images.side("largest_size", 512, 0);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageScaleToMaxDimension")
        .module("comfy_extras.nodes_images")
        .category("image/upscaling")
        .inputs(IMAGE, METHOD, LARGEST_SIZE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int largest = inputs.getInt(LARGEST_SIZE);
    int width = largest;
    int height = largest;
    if (image.height() > image.width()) {
      width = (int) Math.rint((double) image.width() / image.height() * largest);
    } else if (image.width() > image.height()) {
      height = (int) Math.rint((double) image.height() / image.width() * largest);
    }
    ResizeMethod method = ResizeMethod.named(inputs.get(METHOD));
    return NodeOutput.of(Resampling.resize(image, width, height, method, Crop.DISABLED));
  }
}
