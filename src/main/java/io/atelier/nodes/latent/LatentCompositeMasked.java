package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.image.Latent;
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

/** A latent laid over another through a mask. */
@AutoService(Node.class)
public final class LatentCompositeMasked implements Node {
  private static final Input<Latent> DESTINATION = Sockets.latent("destination");
  private static final Input<Latent> SOURCE = Sockets.latent("source");
  private static final Input<Long> X = Sides.input("x", 0, 0, 8);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 8);
  private static final Input<Boolean> RESIZE_SOURCE = Input.bool("resize_source").proposes(false);
  private static final Input<MaskBatch> MASK = Sockets.mask("mask").optional();

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LatentCompositeMasked")
          .module("comfy_extras.nodes_mask")
          .category("latent")
          .inputs(DESTINATION, SOURCE, X, Y, RESIZE_SOURCE, MASK)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent destination = inputs.get(DESTINATION);
    Composite composite =
        new Composite(8, inputs.get(RESIZE_SOURCE), inputs.find(MASK).orElse(null));
    return NodeOutput.of(
        destination.withSamples(
            composite.apply(
                destination.samples(),
                inputs.get(SOURCE).samples(),
                inputs.get(X),
                inputs.get(Y))));
  }
}
