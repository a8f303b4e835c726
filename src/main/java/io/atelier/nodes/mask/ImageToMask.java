package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;
import java.util.List;

/** One channel of a picture as a mask. */
@AutoService(Node.class)
public final class ImageToMask implements Node {
  private static final Input<ImageBatch> IMAGE = Sockets.image("image");
  private static final Input<String> CHANNEL =
      Input.choice("channel", "red", "green", "blue", "alpha");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ImageToMask")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .displayName("Convert Image to Mask")
          .inputs(IMAGE, CHANNEL)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    int channel = List.of("red", "green", "blue", "alpha").indexOf(inputs.get(CHANNEL));
    if (channel < 0 || channel >= image.channels()) {
      throw new NodeException("IndexError", "the image has no " + inputs.get(CHANNEL) + " channel");
    }
    MaskBatch mask = MaskBatch.zeros(image.batch(), image.height(), image.width());
    for (int i = 0; i < mask.data().length; i++) {
      mask.data()[i] = image.data()[i * image.channels() + channel];
    }
    return NodeOutput.of(mask);
  }
}
