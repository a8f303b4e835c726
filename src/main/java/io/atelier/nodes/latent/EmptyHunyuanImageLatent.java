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

/** Zeros for a picture in the latent space of Hunyuan Image. */
@AutoService(Node.class)
public final class EmptyHunyuanImageLatent implements Node {
  private static final Input<Long> WIDTH = Sides.input("width", 2048, 64, 32);
  private static final Input<Long> HEIGHT = Sides.input("height", 2048, 64, 32);
  private static final EmptyLatents.Area AREA = new EmptyLatents.Area(WIDTH, HEIGHT, 32);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("EmptyHunyuanImageLatent")
          .module("comfy_extras.nodes_hunyuan")
          .category("latent")
          .inputs(WIDTH, HEIGHT, EmptyLatents.BATCH_SIZE)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return AREA.pictures(inputs, 64);
  }
}
