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

/** Two pictures mixed by a blend mode of photo editors. */
@AutoService(Node.class)
public final class ImageBlend implements Node {
  private static final Input<ImageBatch> IMAGE_1 = Images.input("image1");
  private static final Input<ImageBatch> IMAGE_2 = Images.input("image2");

  private static final Input<Double> FACTOR =
      Input.floating("blend_factor").proposes(0.5).range(0.0, 1.0).step(0.01);
  private static final Input<String> MODE =
      Input.choice(
          "blend_mode", "normal", "multiply", "screen", "overlay", "soft_light", "difference");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageBlend")
        .module("comfy_extras.nodes_post_processing")
        .category("image/postprocessing")
        .inputs(IMAGE_1, IMAGE_2, FACTOR, MODE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch first = inputs.get(IMAGE_1);
    ImageBatch second = Images.sameChannels(inputs.get(IMAGE_2), first.channels());
    if (first.width() != second.width() || first.height() != second.height()) {
      second =
          Resampling.resize(
              second, first.width(), first.height(), ResizeMethod.BICUBIC, Crop.CENTER);
    }
    float factor = inputs.get(FACTOR).floatValue();
    return NodeOutput.of(Blending.blend(first, second, Blending.mode(inputs.get(MODE)), factor));
  }
}
