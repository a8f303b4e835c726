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

/** Resizes pictures by a factor. */
@AutoService(Node.class)
public final class ImageScaleBy implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> METHOD =
      Input.choice("upscale_method", "nearest-exact", "bilinear", "area", "bicubic", "lanczos");
  private static final Input<Double> SCALE_BY =
      Input.floating("scale_by").proposes(1.0).range(0.01, 8.0).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageScaleBy")
        .module("nodes")
        .displayName("Upscale Image By")
        .category("image/upscaling")
        .inputs(IMAGE, METHOD, SCALE_BY)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    double factor = inputs.get(SCALE_BY);
    int width = (int) Math.rint(image.width() * factor);
    int height = (int) Math.rint(image.height() * factor);
    ResizeMethod method = ResizeMethod.named(inputs.get(METHOD));
    return NodeOutput.of(Resampling.resize(image, width, height, method, Crop.DISABLED));
  }
}
