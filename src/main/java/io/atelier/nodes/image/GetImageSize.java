package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;

/** The sides of pictures and how many there are, shown at the node too. */
@AutoService(Node.class)
public final class GetImageSize implements Node {
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<String> UNIQUE_ID =
      Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("GetImageSize")
        .module("comfy_extras.nodes_images")
        .displayName("Get Image Size")
        .category("image")
        .description(
            "Gives width, height and number of pictures, shows them at the node, "
                + "and passes the pictures on.")
        .inputs(IMAGE, UNIQUE_ID)
        .outputs(
            Output.named("width", SocketType.INT),
            Output.named("height", SocketType.INT),
            Output.named("batch_size", SocketType.INT))
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    context.text(
        "width: %d, height: %d\n batch size: %d"
            .formatted(image.width(), image.height(), image.batch()));
    return NodeOutput.of((long) image.width(), (long) image.height(), (long) image.batch());
  }
}
