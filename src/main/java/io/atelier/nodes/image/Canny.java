package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.Arrays;

/** The edges of pictures, white on black, after Canny (1986). */
@AutoService(Node.class)
public final class Canny implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Double> LOW =
      Input.floating("low_threshold").proposes(0.4).range(0.01, 0.99).step(0.01);
  private static final Input<Double> HIGH =
      Input.floating("high_threshold").proposes(0.8).range(0.01, 0.99).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.v3("Canny")
        .module("comfy_extras.nodes_canny")
        .category("image/preprocessors")
        .inputs(IMAGE, LOW, HIGH)
        .outputs(SocketType.IMAGE)
        .build();
  }

  /** A threshold, which may have come by a link and so without a check. */
  private static float threshold(NodeInputs inputs, Input<Double> input) {
    double value = inputs.get(input);
    if (!(value > 0 && value < 1)) {
      throw new NodeException(
          "Exception", "%s must be between 0 and 1: %s".formatted(input.name(), value));
    }
    return (float) value;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    if (image.channels() != 3) {
      throw new NodeException(
          "RuntimeError", "edges are found in 3 channels, not " + image.channels());
    }
    float low = threshold(inputs, LOW);
    float high = threshold(inputs, HIGH);
    if (low > high) {
      throw new NodeException(
          "Exception",
          "low_threshold must not be above high_threshold: %s > %s".formatted(low, high));
    }
    ImageBatch result = ImageBatch.zeros(image.batch(), image.height(), image.width(), 3);
    int pixels = image.height() * image.width();
    for (int item = 0; item < image.batch(); item++) {
      boolean[] edges = Edges.of(image, item).trace(low, high);
      for (int i = 0; i < pixels; i++) {
        int to = (item * pixels + i) * 3;
        Arrays.fill(result.data(), to, to + 3, edges[i] ? 1f : 0f);
      }
    }
    return NodeOutput.of(result);
  }
}
