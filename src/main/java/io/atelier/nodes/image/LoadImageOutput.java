package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A picture file that was saved here, as {@link LoadImage} loads it; clients fetch the choices. */
@AutoService(Node.class)
public final class LoadImageOutput implements Node, ChangeFingerprint, InputValidation {
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
    List<Frame> frames = ImageFiles.read(inputs.get(IMAGE), context.service(FileStore.class));
    return NodeOutput.of(ImageFiles.pixels(frames), ImageFiles.masks(frames));
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
