package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Bytes8;
import io.atelier.image.MaskBatch;
import io.atelier.image.codec.PictureFrame;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.util.List;

/** One channel of a picture file's first frame as a mask; alpha is inverted. */
@AutoService(Node.class)
public final class LoadImageMask implements PictureFileNode {
  private static final Input<String> IMAGE =
      Input.choice("image", ImageFiles.all()).with("image_upload", true);
  private static final Input<String> CHANNEL =
      Input.choice("channel", "alpha", "red", "green", "blue");
  private static final List<String> PIXEL_ORDER = List.of("red", "green", "blue", "alpha");

  @Override
  public Input<String> file() {
    return IMAGE;
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("LoadImageMask")
        .module("nodes")
        .displayName("Load Image (as Mask)")
        .category("mask")
        .inputs(IMAGE, CHANNEL)
        .outputs(SocketType.MASK)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    PictureFrame frame = ImageFiles.first(inputs.get(IMAGE), context.service(FileStore.class));
    int channel = PIXEL_ORDER.indexOf(inputs.get(CHANNEL));
    boolean inverted = channel == 3;
    MaskBatch mask = MaskBatch.zeros(1, frame.height(), frame.width());
    for (int i = 0; i < mask.data().length; i++) {
      float value = Bytes8.toFloat(frame.rgba()[4 * i + channel]);
      mask.data()[i] = inverted ? 1f - value : value;
    }
    return NodeOutput.of(mask);
  }
}
