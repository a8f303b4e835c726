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

/** Pictures blurred by a Gaussian. */
@AutoService(Node.class)
public final class ImageBlur implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> RADIUS =
      Input.integer("blur_radius").proposes(1).range(1, 31).step(1);
  private static final Input<Double> SIGMA =
      Input.floating("sigma").proposes(1.0).range(0.1, 10.0).step(0.1);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("ImageBlur")
        .module("comfy_extras.nodes_post_processing")
        .category("image/postprocessing")
        .inputs(IMAGE, RADIUS, SIGMA)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int radius = inputs.getInt(RADIUS);
    float[] kernel = Convolution.gaussian(radius, inputs.get(SIGMA));
    return NodeOutput.of(Convolution.apply(inputs.get(IMAGE), kernel, radius));
  }
}
