package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A picture without its transparency, and that as a mask. */
@AutoService(Node.class)
public final class SplitImageWithAlpha implements Node {
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("SplitImageWithAlpha")
          .module("comfy_extras.nodes_compositing")
          .category("mask/compositing")
          .displayName("Split Image with Alpha")
          .inputs(IMAGE)
          .outputs(SocketType.IMAGE, SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int channels = image.channels();
    int kept = Math.min(3, channels);
    ImageBatch colours = ImageBatch.zeros(image.batch(), image.height(), image.width(), kept);
    MaskBatch mask = MaskBatch.zeros(image.batch(), image.height(), image.width());
    for (int i = 0; i < mask.data().length; i++) {
      System.arraycopy(image.data(), i * channels, colours.data(), i * kept, kept);
      mask.data()[i] = channels > 3 ? 1 - image.data()[i * channels + 3] : 0;
    }
    return NodeOutput.of(colours, mask);
  }
}
