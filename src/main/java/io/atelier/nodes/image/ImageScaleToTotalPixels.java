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

/** Resizes pictures to an area, their proportions kept. */
@AutoService(Node.class)
public final class ImageScaleToTotalPixels implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> METHOD =
      Input.choice("upscale_method", "nearest-exact", "bilinear", "area", "bicubic", "lanczos");
  private static final Input<Double> MEGAPIXELS =
      Input.floating("megapixels").proposes(1.0).range(0.01, 16.0).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageScaleToTotalPixels")
        .module("comfy_extras.nodes_post_processing")
        .category("image/upscaling")
        .inputs(IMAGE, METHOD, MEGAPIXELS)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    long total = (long) (inputs.get(MEGAPIXELS) * 1024 * 1024);
    double factor = Math.sqrt((double) total / ((long) image.width() * image.height()));
    int width = (int) Math.rint(image.width() * factor);
    int height = (int) Math.rint(image.height() * factor);
    ResizeMethod method = ResizeMethod.named(inputs.get(METHOD));
    return NodeOutput.of(Resampling.resize(image, width, height, method, Crop.DISABLED));
  }
}
