package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sides;

/** Zeros for a picture in the latent space of Stable Diffusion 1 and XL. */
@AutoService(Node.class)
public final class EmptyLatentImage implements Node {
  private static final Input<Long> WIDTH =
      Sides.input("width", 512, 16, 8).tooltip("Width of the later picture in pixels.");
  private static final Input<Long> HEIGHT =
      Sides.input("height", 512, 16, 8).tooltip("Height of the later picture in pixels.");
  private static final Input<Long> BATCH_SIZE =
      EmptyLatents.batchSize("How many pictures to make at once.");
  private static final EmptyLatents.Area AREA = new EmptyLatents.Area(WIDTH, HEIGHT, 8);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("EmptyLatentImage")
          .module("nodes")
          .category("latent")
          .description("Starts a batch of blank latents, which sampling fills from noise.")
          .displayName("Empty Latent Image")
          .inputs(WIDTH, HEIGHT, BATCH_SIZE)
          .outputs(Output.of(SocketType.LATENT).tooltip("Blank latents."))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    return AREA.pictures(inputs, 4);
  }
}
