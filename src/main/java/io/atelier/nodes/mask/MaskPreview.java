package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import io.atelier.nodes.image.PngSaving;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Shows a mask to the client through PNG files in the folder for temporary ones. */
@AutoService(Node.class)
public final class MaskPreview implements Node {
  private static final int COMPRESSION = 4;
  private static final int SUFFIX_LENGTH = 5;
  private static final Input<MaskBatch> MASK = Sockets.mask("mask");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("MaskPreview")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .description("Shows the mask without keeping it.")
          .inputs(MASK, PngSaving.PROMPT, PngSaving.EXTRA)
          .outputNode()
          .build();

  private final String prefix =
      "ComfyUI_temp_"
          + ThreadLocalRandom.current()
              .ints(SUFFIX_LENGTH, 'a', 'z' + 1)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ImageBatch image = MaskPictures.grey(inputs.get(MASK));
    SavePath path = PngSaving.place(context.service(FileStore.class), Folder.TEMP, prefix, image);
    return PngSaving.save(image, path, inputs, COMPRESSION);
  }
}
