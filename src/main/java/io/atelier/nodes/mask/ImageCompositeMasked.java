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
import io.atelier.nodes.Composite;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A picture laid over another through a mask. */
@AutoService(Node.class)
public final class ImageCompositeMasked implements Node {
  private static final Input<ImageBatch> DESTINATION = Sockets.image("destination");
  private static final Input<ImageBatch> SOURCE = Sockets.image("source");
  private static final Input<Long> X = Sides.input("x", 0, 0, 1);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 1);
  private static final Input<Boolean> RESIZE_SOURCE = Input.bool("resize_source").proposes(false);
  private static final Input<MaskBatch> MASK = Sockets.mask("mask").optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("ImageCompositeMasked")
          .module("comfy_extras.nodes_mask")
          .category("image")
          .inputs(DESTINATION, SOURCE, X, Y, RESIZE_SOURCE, MASK)
          .outputs(SocketType.IMAGE)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch destination = inputs.get(DESTINATION);
    int channels = destination.channels();
    Composite composite =
        new Composite(1, inputs.get(RESIZE_SOURCE), inputs.find(MASK).orElse(null));
    return NodeOutput.of(
        Channels.last(
            composite.apply(
                Channels.first(destination, channels),
                Channels.first(inputs.get(SOURCE), channels),
                inputs.get(X),
                inputs.get(Y))));
  }
}
