package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Shows pictures to the client through PNG files in the folder for temporary ones. */
@AutoService(Node.class)
public final class PreviewImage implements Node {
  private static final int COMPRESSION = 1;
  private static final int SUFFIX_LENGTH = 5;
  private static final Input<ImageBatch> IMAGES = Images.input("images");

  private final String prefix = "ComfyUI_temp_" + randomLetters();

  private static String randomLetters() {
    return ThreadLocalRandom.current()
        .ints(SUFFIX_LENGTH, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("PreviewImage")
        .module("nodes")
        .displayName("Preview Image")
        .category("image")
        .description("Shows the pictures without keeping them.")
        .inputs(IMAGES, PngSaving.PROMPT, PngSaving.EXTRA)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ImageBatch images = inputs.get(IMAGES);
    SavePath path = PngSaving.place(context, Folder.TEMP, prefix, images);
    return PngSaving.save(images, path, inputs, COMPRESSION);
  }
}
