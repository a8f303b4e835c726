package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sides;

/** Zeros for a picture in the two latent spaces of Stable Cascade. */
@AutoService(Node.class)
public final class StableCascade_EmptyLatentImage implements Node {
  private static final Input<Long> WIDTH = Sides.input("width", 1024, 256, 8);
  private static final Input<Long> HEIGHT = Sides.input("height", 1024, 256, 8);
  private static final Input<Long> COMPRESSION =
      Input.integer("compression").proposes(42).range(4, 128).step(1);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("StableCascade_EmptyLatentImage")
          .module("comfy_extras.nodes_stable_cascade")
          .category("latent/stable_cascade")
          .inputs(WIDTH, HEIGHT, COMPRESSION, EmptyLatents.BATCH_SIZE)
          .outputs(
              Output.named("stage_c", SocketType.LATENT),
              Output.named("stage_b", SocketType.LATENT))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int batch = inputs.getInt(EmptyLatents.BATCH_SIZE);
    int height = inputs.getInt(HEIGHT);
    int width = inputs.getInt(WIDTH);
    int compression = inputs.getInt(COMPRESSION);
    return NodeOutput.of(
        Latent.of(FloatArray.zeros(batch, 16, height / compression, width / compression)),
        Latent.of(FloatArray.zeros(batch, 4, height / 4, width / 4)));
  }
}
