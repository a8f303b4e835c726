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

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    if (image.channels() != 3) {
      throw new NodeException(
          "RuntimeError", "edges are found in 3 channels, not " + image.channels());
    }
    float low = inputs.get(LOW).floatValue();
    float high = inputs.get(HIGH).floatValue();
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
