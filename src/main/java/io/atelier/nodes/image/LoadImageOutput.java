package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.json.JsonObject;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.storage.FileStore;
import java.io.IOException;

/** A picture file that was saved here, as {@link LoadImage} loads it; clients fetch the choices. */
@AutoService(Node.class)
public final class LoadImageOutput implements PictureFileNode {
  private static final Input<String> IMAGE =
      Input.socket("image", SocketType.COMBO, String.class)
          .with("image_upload", true)
          .with("image_folder", "output")
          .with(
              "remote",
              JsonObject.with("route", "/internal/files/output")
                  .and("refresh_button", true)
                  .and("control_after_refresh", "first")
                  .map());

  @Override
  public Input<String> file() {
    return IMAGE;
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("LoadImageOutput")
        .module("nodes")
        .displayName("Load Image (from Outputs)")
        .category("image")
        .description("Opens a picture of the output folder. The button looks for new ones.")
        .inputs(IMAGE)
        .outputs(SocketType.IMAGE, SocketType.MASK)
        .experimental()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    return ImageFiles.picturesAndMasks(inputs.get(IMAGE), context.service(FileStore.class));
  }
}
