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

/** A picture file, with its transparency as a mask; all frames of an animation as a batch. */
@AutoService(Node.class)
public final class LoadImage implements PictureFileNode {
  private static final Input<String> IMAGE =
      Input.choice("image", ImageFiles.pictures()).with("image_upload", true);

  @Override
  public Input<String> file() {
    return IMAGE;
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("LoadImage")
        .module("nodes")
        .displayName("Load Image")
        .category("image")
        .inputs(IMAGE)
        .outputs(SocketType.IMAGE, SocketType.MASK)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    return ImageFiles.picturesAndMasks(inputs.get(IMAGE), context.service(FileStore.class));
  }
}
