package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sides;

/** Zeros for a video in the latent space of LTX-Video. */
@AutoService(Node.class)
public final class EmptyLTXVLatentVideo implements Node {
  private static final Input<Long> WIDTH = Sides.input("width", 768, 64, 32);
  private static final Input<Long> HEIGHT = Sides.input("height", 512, 64, 32);
  private static final Input<Long> LENGTH = Sides.input("length", 97, 1, 8);
  private static final EmptyLatents.Area AREA = new EmptyLatents.Area(WIDTH, HEIGHT, 32);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("EmptyLTXVLatentVideo")
          .module("comfy_extras.nodes_lt")
          .category("latent/video/ltxv")
          .inputs(WIDTH, HEIGHT, LENGTH, EmptyLatents.BATCH_SIZE)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return AREA.videos(inputs, 128, LENGTH, 8);
  }
}
