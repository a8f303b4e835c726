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

/** Saves pictures as PNG files in the output folder. */
@AutoService(Node.class)
public final class SaveImage implements Node {
  private static final int COMPRESSION = 4;

  private static final Input<ImageBatch> IMAGES =
      Images.input("images").tooltip("The pictures to save.");
  private static final Input<String> PREFIX =
      Input.text("filename_prefix")
          .tooltip(
              "How file names begin. May hold %width%, %height%, %year% and the "
                  + "like, or values of other nodes.")
          .proposes("ComfyUI");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("SaveImage")
        .module("nodes")
        .displayName("Save Image")
        .category("image")
        .description("Saves the pictures in the output folder.")
        .inputs(IMAGES, PREFIX, PngSaving.PROMPT, PngSaving.EXTRA)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ImageBatch images = inputs.get(IMAGES);
    SavePath path =
        PngSaving.place(context, Folder.OUTPUT, inputs.getOr(PREFIX, "ComfyUI"), images);
    return PngSaving.save(images, path, inputs, COMPRESSION);
  }
}
