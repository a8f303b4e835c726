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

/** Resizes pictures to given sides; a side of 0 follows from the other. */
@AutoService(Node.class)
public final class ImageScale implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> METHOD =
      Input.choice("upscale_method", "nearest-exact", "bilinear", "area", "bicubic", "lanczos");
  private static final Input<Long> WIDTH = Images.side("width", 512, 0);
  private static final Input<Long> HEIGHT = Images.side("height", 512, 0);
  private static final Input<String> CROP = Input.choice("crop", "disabled", "center");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageScale")
        .module("nodes")
        .displayName("Upscale Image")
        .category("image/upscaling")
        .inputs(IMAGE, METHOD, WIDTH, HEIGHT, CROP)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int width = inputs.getInt(WIDTH);
    int height = inputs.getInt(HEIGHT);
    if (width == 0 && height == 0) {
      return NodeOutput.of(image);
    }
    if (width == 0) {
      width = Math.max(1, (int) Math.rint((double) image.width() * height / image.height()));
    } else if (height == 0) {
      height = Math.max(1, (int) Math.rint((double) image.height() * width / image.width()));
    }
    ResizeMethod method = ResizeMethod.named(inputs.get(METHOD));
    return NodeOutput.of(
        Resampling.resize(image, width, height, method, Crop.named(inputs.get(CROP))));
  }
}
