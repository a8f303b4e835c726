package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sockets;

/** A grey picture of a mask. */
@AutoService(Node.class)
public final class MaskToImage implements Node {
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("MaskToImage")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .displayName("Convert Mask to Image")
          .inputs(MASK)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return NodeOutput.of(MaskPictures.grey(inputs.get(MASK)));
  }
}
