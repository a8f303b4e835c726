package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.codec.PngEncoder;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Preview;
import java.util.Map;

/**
 * Sends pictures to the client over its socket as PNG files in full size, one per progress step,
 * and keeps none. Runs with every prompt, since a client that asks again wants them again.
 */
@AutoService(Node.class)
public final class SaveImageWebsocket implements Node, ChangeFingerprint {
  private static final int COMPRESSION = 1;
  private static final Input<ImageBatch> IMAGES = Images.input("images");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("SaveImageWebsocket")
        .module("custom_nodes.websocket_image_save")
        .category("api/image")
        .inputs(IMAGES)
        .outputNode()
        .build();
  }

  @Override
  public Double fingerprint(NodeInputs inputs, NodeContext context) {
    return Double.NaN;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch images = inputs.get(IMAGES);
    for (int i = 0; i < images.batch(); i++) {
      byte[] png =
          PngEncoder.encode(
              PngSaving.pixels(images, i),
              images.width(),
              images.height(),
              images.channels(),
              COMPRESSION,
              Map.of());
      context.progress((long) i, (long) images.batch(), new Preview(Preview.Format.PNG, png));
    }
    return NodeOutput.none();
  }
}
