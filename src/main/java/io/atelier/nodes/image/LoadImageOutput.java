package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A picture file that was saved here, as {@link LoadImage} loads it; clients fetch the choices. */
@AutoService(Node.class)
public final class LoadImageOutput implements PictureFileNode {
  private static final Input<String> IMAGE =
      Input.socket("image", SocketType.COMBO, String.class)
          .with("image_upload", true)
          .with("image_folder", "output")
          .with("remote", remote());

  private static Map<String, Object> remote() {
    Map<String, Object> remote = new LinkedHashMap<>();
    remote.put("route", "/internal/files/output");
    remote.put("refresh_button", true);
    remote.put("control_after_refresh", "first");
    return remote;
  }

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
