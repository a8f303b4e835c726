package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.codec.ApngEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.SavePlaces;
import io.atelier.storage.AtomicFiles;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.List;

/** Saves a batch as one animated PNG file in the output folder ({@code SaveAnimatedPNG}). */
@AutoService(Node.class)
public final class SaveAnimatedPng implements Node {
  private static final Input<ImageBatch> IMAGES = Images.input("images");
  private static final Input<String> PREFIX = Input.text("filename_prefix").proposes("ComfyUI");
  private static final Input<Double> FPS =
      Input.floating("fps").proposes(6.0).range(0.01, 1000.0).step(0.01);
  private static final Input<Long> LEVEL = Input.integer("compress_level").proposes(4).range(0, 9);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("SaveAnimatedPNG")
        .module("comfy_extras.nodes_images")
        .category("image/animation")
        .inputs(IMAGES, PREFIX, FPS, LEVEL, PngSaving.PROMPT, PngSaving.EXTRA)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ImageBatch images = inputs.get(IMAGES);
    SavePath path = PngSaving.place(context, Folder.OUTPUT, inputs.get(PREFIX), images);
    FrameDelay delay = FrameDelay.of(inputs.get(FPS));
    List<byte[]> frames = PngSaving.frames(images);
    String name = path.fileName(0, "png");
    AtomicFiles.write(
        path.directory().resolve(name),
        ApngEncoder.encode(
            frames,
            images.width(),
            images.height(),
            images.channels(),
            delay.number(),
            delay.parts(),
            inputs.getInt(LEVEL),
            PngSaving.texts(inputs)));
    return NodeOutput.none()
        .withUi("images", List.of(SavePlaces.shown(path, name)))
        .withUi("animated", List.of(true));
  }
}
