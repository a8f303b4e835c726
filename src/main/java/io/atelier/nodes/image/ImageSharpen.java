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
import io.atelier.nodes.Convolution;

/** Pictures sharpened by what a Gaussian takes away. */
@AutoService(Node.class)
public final class ImageSharpen implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> RADIUS =
      Input.integer("sharpen_radius").proposes(1).range(1, 31).step(1);
  private static final Input<Double> SIGMA =
      Input.floating("sigma").proposes(1.0).range(0.1, 10.0).step(0.01);
  private static final Input<Double> ALPHA =
      Input.floating("alpha").proposes(1.0).range(0.0, 5.0).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageSharpen")
        .module("comfy_extras.nodes_post_processing")
        .category("image/postprocessing")
        .inputs(IMAGE, RADIUS, SIGMA, ALPHA)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int radius = inputs.getInt(RADIUS);
    float[] kernel = Convolution.sharpening(radius, inputs.get(SIGMA), inputs.get(ALPHA));
    ImageBatch sharp = Convolution.apply(inputs.get(IMAGE), kernel, radius);
    float[] cut = sharp.data();
    for (int i = 0; i < cut.length; i++) {
      cut[i] = Math.min(Math.max(cut[i], 0f), 1f);
    }
    return NodeOutput.of(sharp);
  }
}
