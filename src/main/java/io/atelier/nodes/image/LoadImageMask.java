package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Bytes8;
import io.atelier.image.MaskBatch;
import io.atelier.image.codec.Frame;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One channel of a picture file's first frame as a mask; alpha is inverted. */
@AutoService(Node.class)
public final class LoadImageMask implements Node, ChangeFingerprint, InputValidation {
  private static final Input<String> IMAGE =
      Input.choice("image", ImageFiles.all()).with("image_upload", true);
  private static final Input<String> CHANNEL =
      Input.choice("channel", "alpha", "red", "green", "blue");
  private static final List<String> PIXEL_ORDER = List.of("red", "green", "blue", "alpha");

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
    Frame frame = ImageFiles.first(inputs.get(IMAGE), context.service(FileStore.class));
    int channel = PIXEL_ORDER.indexOf(inputs.get(CHANNEL));
    boolean inverted = channel == 3;
    MaskBatch mask = MaskBatch.zeros(1, frame.height(), frame.width());
    for (int i = 0; i < mask.data().length; i++) {
      float value = Bytes8.toFloat(frame.rgba()[4 * i + channel]);
      mask.data()[i] = inverted ? 1f - value : value;
    }
    return NodeOutput.of(mask);
  }

  @Override
  public String fingerprint(NodeInputs inputs, NodeContext context) throws IOException {
    return ImageFiles.fingerprint(inputs.get(IMAGE), context.service(FileStore.class));
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(IMAGE.name());
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return ImageFiles.check(inputs.get(IMAGE), services.get(FileStore.class));
  }
}
