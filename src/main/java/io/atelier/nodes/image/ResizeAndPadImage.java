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
import java.util.Arrays;

/** Pictures fitted into given sides, the rest white or black. */
@AutoService(Node.class)
public final class ResizeAndPadImage implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> WIDTH = Images.side("target_width", 512, 1);
  private static final Input<Long> HEIGHT = Images.side("target_height", 512, 1);
  private static final Input<String> PADDING = Input.choice("padding_color", "white", "black");
  private static final Input<String> METHOD =
      Input.choice("interpolation", "area", "bicubic", "nearest-exact", "bilinear", "lanczos");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ResizeAndPadImage")
        .module("comfy_extras.nodes_images")
        .category("image/transform")
        .inputs(IMAGE, WIDTH, HEIGHT, PADDING, METHOD)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int width = inputs.getInt(WIDTH);
    int height = inputs.getInt(HEIGHT);
    double factor = Math.min((double) width / image.width(), (double) height / image.height());
    int innerWidth = (int) (image.width() * factor);
    int innerHeight = (int) (image.height() * factor);
    ImageBatch padded = ImageBatch.zeros(image.batch(), height, width, image.channels());
    ImageBatch resized =
        Resampling.resize(
            image, innerWidth, innerHeight, ResizeMethod.named(inputs.get(METHOD)), Crop.DISABLED);
    Arrays.fill(padded.data(), inputs.get(PADDING).equals("white") ? 1f : 0f);
    Images.place(resized, padded, (width - innerWidth) / 2, (height - innerHeight) / 2);
    return NodeOutput.of(padded);
  }
}
